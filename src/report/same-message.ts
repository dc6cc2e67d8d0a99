/** For renderers, which know nothing below the report: whether two runs of kubectl failed alike. */
export { sameMessage } from '../rules/facts/same-message.ts'
