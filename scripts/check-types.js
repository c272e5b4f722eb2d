import ts from 'typescript'
import { PROJECT } from './installed.js'

/**
 * The types, as `tsc` checks them, and one thing that types do not say: a table that is written as an
 * object has more names than it seems to, `constructor` and `toString` among them. Looked up by a
 * text that came from a file, a socket or a page, it answers with a function. So such tables are read
 * with `own` (domain/own.ts), by a known name, or are a Map.
 */
const { options, fileNames } = ts.parseJsonConfigFileContent(
  ts.readConfigFile(`${PROJECT}/tsconfig.json`, ts.sys.readFile).config,
  ts.sys,
  PROJECT,
)
const program = ts.createProgram(fileNames, options)
const host = {
  getCanonicalFileName: (name) => name,
  getCurrentDirectory: () => PROJECT,
  getNewLine: () => '\n',
}
const problems = ts.getPreEmitDiagnostics(program)
if (problems.length > 0) console.log(ts.formatDiagnosticsWithColorAndContext(problems, host))

const checker = program.getTypeChecker()
const PRODUCT = /^(domain|disk|main|preload|charts|src|sync-server)\//
const lookups = program.getSourceFiles().flatMap((file) => {
  const path = file.fileName.slice(PROJECT.length + 1)
  return PRODUCT.test(path) ? unsafeLookups(file).map((line) => `${path}:${line}`) : []
})
for (const place of lookups)
  console.log(`${place} - a table is looked up by any text; read it with own(table, name).`)
process.exitCode = problems.length + lookups.length > 0 ? 1 : 0

/** Lines, from 1, at which an object written as a table is looked up by a text that may be anything. */
function unsafeLookups(file) {
  const lines = []
  const visit = (node) => {
    if (
      ts.isElementAccessExpression(node) &&
      !isWritten(node) &&
      mayBeAnyText(node.argumentExpression) &&
      isWrittenTable(node.expression)
    )
      lines.push(file.getLineAndCharacterOfPosition(node.getStart()).line + 1)
    ts.forEachChild(node, visit)
  }
  visit(file)
  return lines
}

/** Whether it is where something is put, not looked up. */
function isWritten({ parent }) {
  if (ts.isDeleteExpression(parent)) return true
  return ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken
}

/** Also behind a cast: that says what somebody hopes, not what is there. */
function mayBeAnyText(key) {
  if (ts.isStringLiteralLike(key) || ts.isNumericLiteral(key)) return false
  const type = checker.getTypeAtLocation(bare(key))
  const parts = type.isUnion() ? type.types : [type]
  return parts.some(({ flags }) => flags & (ts.TypeFlags.String | ts.TypeFlags.Any))
}

function isWrittenTable(expression) {
  const table = bare(expression)
  if (ts.isObjectLiteralExpression(table)) return true
  if (!ts.isIdentifier(table)) return false
  let symbol = checker.getSymbolAtLocation(table)
  if (symbol && symbol.flags & ts.SymbolFlags.Alias) symbol = checker.getAliasedSymbol(symbol)
  const written = symbol?.valueDeclaration
  return Boolean(
    written &&
      ts.isVariableDeclaration(written) &&
      written.initializer &&
      ts.isObjectLiteralExpression(bare(written.initializer)) &&
      bare(written.initializer).properties.length > 0,
  )
}

function bare(node) {
  return ts.isAsExpression(node) ||
    ts.isParenthesizedExpression(node) ||
    ts.isSatisfiesExpression(node)
    ? bare(node.expression)
    : node
}
