/** Every word that a person reads or hears stands in this folder, so that a translation is one folder. */
import ts from "typescript";
import { expect, test } from "vitest";

const FILES = import.meta.glob<string>("../**/*.tsx", { query: "?raw", import: "default", eager: true });
const SAID = new Set(
  "title label aria-label aria-description aria-roledescription placeholder alt caption hint says note".split(
    " ",
  ),
);
/** Folders whose words have not moved here yet. */
const NOT_YET: readonly string[] = [];
const LETTER = /\p{L}/u;

/** The words that a source shows but that stand in it. */
function strayWords(path: string, source: string): string[] {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: string[] = [];
  const note = (node: ts.Node, text: string) => {
    const { line } = file.getLineAndCharacterOfPosition(node.getStart());
    if (LETTER.test(text)) found.push(`${path}:${line + 1} ${text.trim().slice(0, 60)}`);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node)) note(node, node.text);
    else if (ts.isJsxAttribute(node)) {
      if (SAID.has(node.name.getText()) && node.initializer) literals(node.initializer, note);
    } else if (ts.isJsxExpression(node) && !ts.isJsxAttribute(node.parent)) literals(node, note);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** The literal texts that an expression may come to; what it passes to a function or compares with is none. */
function literals(node: ts.Node, note: (node: ts.Node, text: string) => void): void {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) note(node, node.text);
  else if (ts.isTemplateExpression(node))
    note(node, [node.head.text, ...node.templateSpans.map((each) => each.literal.text)].join(""));
  else if (ts.isConditionalExpression(node)) {
    literals(node.whenTrue, note);
    literals(node.whenFalse, note);
  } else if (ts.isBinaryExpression(node)) {
    const isAnd = node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken;
    const isOr = [
      ts.SyntaxKind.BarBarToken,
      ts.SyntaxKind.QuestionQuestionToken,
      ts.SyntaxKind.PlusToken,
    ].includes(node.operatorToken.kind);
    if (isOr) literals(node.left, note);
    if (isAnd || isOr) literals(node.right, note);
  } else if (ts.isParenthesizedExpression(node) || ts.isJsxExpression(node)) {
    if (node.expression) literals(node.expression, note);
  }
}

const here = (path: string) => path.replace("../", "");

test("no word stands in a part or a page", () => {
  const stray = Object.entries(FILES)
    .filter(([path]) => !NOT_YET.some((folder) => here(path).startsWith(folder)))
    .flatMap(([path, source]) => strayWords(here(path), source));
  expect(stray).toEqual([]);
});

test("a folder that has moved its words leaves the list", () => {
  const done = NOT_YET.filter((folder) =>
    Object.entries(FILES).every(
      ([path, source]) => !here(path).startsWith(folder) || strayWords(here(path), source).length === 0,
    ),
  );
  expect(done).toEqual([]);
});

test("what is looked for is found", () => {
  const found = (line: string) => strayWords("x.tsx", `const a = (b: boolean) => ${line};`).length;
  expect(found("<p>Hello</p>")).toBe(1);
  expect(found('<p title="Hello">{b ? "yes" : "no"}</p>')).toBe(3);
  expect(found("<p aria-label={`Close ${b}`} />")).toBe(1);
  expect(found('<p className="flex">{b && " · "}{b === "x" ? 1 : 2}</p>')).toBe(0);
});
