import { n as realTime, r as within, t as connect } from "./connection.js";

export { connect, realTime };