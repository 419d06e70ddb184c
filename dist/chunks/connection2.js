import { n as realTime, t as connect } from "./connection.js";

export { connect, realTime };