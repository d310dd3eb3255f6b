import { createRequire } from 'node:module';
import ts from 'typescript';
import { nodesIn, placeOf, report, sourcesIn } from './sources.mjs';

/**
 * A module never names one above it, not even in a string: no table in SQL, no constraint, no queue. Tables and
 * constraints of a module are those of its migration, which modules are above it says .dependency-cruiser.cjs.
 */
const { forbidden } = createRequire(import.meta.url)('../.dependency-cruiser.cjs');

/** Names of tables and queues that are ordinary words too (media folders, states): they count in SQL only. */
const ALSO_WORDS = ['audio', 'originals', 'renditions', 'transcoding'];

const isText = (node) =>
  ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node);
const textsIn = (node) => nodesIn(node, isText);
const namesIn = (text, form) => [...text.matchAll(form)].map(([, name]) => name);

const modules = new Map();
for (const migration of sourcesIn('migrations')) {
  const name = /-(\w+)[.]ts$/.exec(migration.fileName)?.[1];
  const sql = textsIn(migration)
    .map(({ text }) => text)
    .join('\n');
  const tables = new Set(namesIn(sql, /CREATE TABLE (?:IF NOT EXISTS )?(\w+)/g));
  const constraints = new Set([
    ...namesIn(sql, /CONSTRAINT (\w+)/g),
    ...namesIn(sql, /CREATE (?:UNIQUE )?INDEX (\w+)/g),
    ...namesIn(sql, /CREATE (?:OR REPLACE )?(?:FUNCTION|TRIGGER|SEQUENCE|TYPE|VIEW) (\w+)/g),
  ]);
  const sources = sourcesIn(`src/${name}`);
  const queues = new Set(sources.flatMap((source) => nodesIn(source, isQueueName).map(({ text }) => text)));
  modules.set(name, { tables, constraints, queues, sources });
}

/** `registerQueue({ name: 'this' })`, or `const ANY_QUEUE = 'this'`. */
function isQueueName(node) {
  if (!ts.isStringLiteral(node)) return false;
  const { parent } = node;
  if (ts.isVariableDeclaration(parent)) return parent.name.getText().endsWith('_QUEUE');
  return ts.isPropertyAssignment(parent) && calledAround(parent).endsWith('registerQueue');
}
function calledAround({ parent: { parent: call } }) {
  return ts.isCallExpression(call) ? call.expression.getText() : '';
}

const isForbidden = (from, to) =>
  forbidden.some((rule) => rule.from.path === `^src/${from}/` && [rule.to.path].flat().includes(`^src/${to}/`));

function faultsOf(name, { sources }, [upper, { tables, constraints, queues }]) {
  const inSql = new RegExp(
    `\\b(?:FROM|JOIN|INTO|UPDATE|TABLE|ONLY|USING|EXISTS)\\s+(${[...tables].join('|')})\\b`,
    'g',
  );
  return sources.flatMap((source) =>
    textsIn(source).flatMap((node) => {
      const named = [
        ...namesIn(node.text, inSql),
        ...[tables, constraints, queues]
          .filter((names) => names.has(node.text) && !ALSO_WORDS.includes(node.text))
          .map(() => node.text),
        ...namesIn(node.text, /(\w+_\w+)/g).filter((word) => constraints.has(word) && word !== node.text),
      ];
      return named.map((word) => `${placeOf(source, node)}: ${name} names “${word}”, which belongs to ${upper}`);
    }),
  );
}

report(
  [...modules].flatMap(([name, module]) =>
    [...modules].filter(([upper]) => isForbidden(name, upper)).flatMap((upper) => faultsOf(name, module, upper)),
  ),
);
