import { relative } from 'node:path';
import ts from 'typescript';
import { projectRoot } from '../../../src/platform/version.js';
import { StaticText } from './static-text.js';

/** A call of `query` whose rows have a type. */
export interface TypedQuery {
  /** `src/….ts:12` */
  at: string;
  /** The SQL that it may send; where a part is not known before it runs, one reading for each placeholder. */
  readings: readonly (readonly string[])[];
  columns: ExpectedColumn[];
}

export interface ExpectedColumn {
  name: string;
  isOptional: boolean;
  kind: ColumnKind;
}

/** What a value is in JavaScript; `other` is not compared. */
export type ColumnKind = 'string' | 'number' | 'boolean' | 'Date' | 'array' | 'other';

/** A condition or a value, or nothing at all. */
const PLACEHOLDERS = ['NULL', ''];

/** Every call of `query` in src/ that says what its rows hold: `sql.query<Row>(…)`, or by the type that is expected of it. */
export function typedQueries(): TypedQuery[] {
  const program = programOf(projectRoot());
  const checker = program.getTypeChecker();
  const readers = PLACEHOLDERS.map((placeholder) => new StaticText(checker, placeholder));
  const found: TypedQuery[] = [];
  const visit = (node: ts.Node): void => {
    ts.forEachChild(node, visit);
    const [sql] = queryArguments(node);
    if (!sql || !ts.isCallExpression(node)) return;
    const row = rowOf(checker.getAwaitedType(checker.getTypeAtLocation(node)), checker);
    if (row?.isTypeParameter()) throw new Error(`${placeOf(node)}: the rows of SQL need a type of their own`);
    const columns = row ? columnsOf(row, node, checker) : [];
    const readings = readers.map((reader) => reader.variantsOf(sql));
    if (columns.length > 0) found.push({ at: placeOf(node), readings, columns });
  };
  for (const file of program.getSourceFiles().filter(isOurs)) visit(file);
  return found;
}

const isOurs = ({ fileName }: ts.SourceFile) =>
  fileName.startsWith(`${projectRoot()}/src/`) && !fileName.endsWith('.spec.ts');

function programOf(root: string): ts.Program {
  const path = `${root}/tsconfig.json`;
  const { options } = ts.parseJsonConfigFileContent(ts.readConfigFile(path, ts.sys.readFile).config, ts.sys, root);
  return ts.createProgram([`${root}/src/main.ts`, `${root}/src/backup.ts`, `${root}/src/restore.ts`], options);
}

function queryArguments(node: ts.Node): readonly ts.Expression[] {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return [];
  return node.expression.name.text === 'query' ? node.arguments : [];
}

/** The type of one row of `Row[]`, of TypeORM's `[Row[], number]`, and of the driver's `{ rows: Row[] }`. */
function rowOf(answer: ts.Type | undefined, checker: ts.TypeChecker): ts.Type | undefined {
  if (!answer) return undefined;
  const rows = answer.getProperty('rows');
  if (rows) return rowOf(checker.getTypeOfSymbol(rows), checker);
  if (checker.isTupleType(answer)) return rowOf(checker.getTypeArguments(answer as ts.TypeReference)[0], checker);
  if (checker.isArrayType(answer)) return checker.getTypeArguments(answer as ts.TypeReference)[0];
  return undefined;
}

function columnsOf(row: ts.Type, node: ts.Node, checker: ts.TypeChecker): ExpectedColumn[] {
  return checker.getPropertiesOfType(row).flatMap((property) => {
    const type = checker.getNonNullableType(checker.getTypeOfSymbolAtLocation(property, node));
    if (type.getCallSignatures().length > 0) return [];
    const isOptional = (property.flags & ts.SymbolFlags.Optional) !== 0;
    return [{ name: property.name, isOptional, kind: kindOf(type, checker) }];
  });
}

function kindOf(type: ts.Type, checker: ts.TypeChecker): ColumnKind {
  const kinds = new Set((type.isUnion() ? type.types : [type]).map((each) => kindOfOne(each, checker)));
  const [kind = 'other'] = kinds;
  return kinds.size === 1 ? kind : 'other';
}

function kindOfOne(type: ts.Type, checker: ts.TypeChecker): ColumnKind {
  if (type.flags & ts.TypeFlags.StringLike) return 'string';
  if (type.flags & ts.TypeFlags.NumberLike) return 'number';
  if (type.flags & ts.TypeFlags.BooleanLike) return 'boolean';
  if (type.symbol?.name === 'Date') return 'Date';
  return checker.isArrayType(type) ? 'array' : 'other';
}

function placeOf(node: ts.Node): string {
  const file = node.getSourceFile();
  const { line } = file.getLineAndCharacterOfPosition(node.getStart());
  return `${relative(projectRoot(), file.fileName)}:${line + 1}`;
}
