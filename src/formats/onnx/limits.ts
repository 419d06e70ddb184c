/** Every bound of the ONNX reader, with its reason. Within them, memory stays at some hundred megabytes whatever the file says. */

/** Protobuf libraries refuse more than 100 nested messages; a graph inside a graph takes three (graph, node, attribute). */
export const DEEPEST_GRAPH = 33
/** The largest published networks have some ten thousand nodes. */
export const MOST_NODES = 200_000
/** Inputs and outputs of all nodes: ten for each, on average, is already unheard of. */
export const MOST_LINKS = 2_000_000
/** Attributes and subgraphs: an operator has at most some twenty. */
export const MOST_ATTRIBUTES = 1_000_000
/** Weights and constants: at most a few for each node. */
export const MOST_TENSORS = 500_000
/** Inputs and outputs as they stand in the file: old exporters list every initializer as an input too. */
export const MOST_PORTS = MOST_TENSORS
/** Inputs (or outputs) that callers see: language models with a cache have some hundreds. */
export const MOST_SIGNATURE = 10_000
export const MOST_FUNCTIONS = 100_000
/** numpy stops at 64 axes, runtimes earlier. */
export const MOST_DIMS = 64
/** Operator sets, metadata and the description of external data: a handful each. */
export const MOST_ENTRIES = 10_000
/** Names are paths of modules, a few hundred bytes long. */
export const LONGEST_NAME = 64 * 1024
/** A metadata value may hold a whole list of classes: 21,000 names of ImageNet take 0.5 MB. */
export const LONGEST_VALUE = 16 * 1024 * 1024
/** All text that is kept; 50,000 nodes with long names take 20 MB. */
export const MOST_TEXT = 64 * 1024 * 1024
/** How much of a file is looked at in one go: most messages are shorter, and skipping a tensor costs one of these. */
export const WINDOW = 16 * 1024
/** Tensor contents are digested in pieces of this size. It is part of what a digest means. */
export const CHUNK = 1024 * 1024
