import { basename } from 'node:path';
import ts from 'typescript';
import { nodesIn, placeOf, report, sourcesIn } from './sources.mjs';

/**
 * A class that has dependencies stands in a file with a role in its name, and its own name ends with that role
 * (docs/architecture.md). `src/platform` may use other names.
 */
const ROLES_WITH_DEPENDENCIES = [
  'module',
  'controller',
  'service',
  'views',
  'processor',
  'tick',
  'listener',
  'runner',
  'store',
  'notifier',
  'directory',
  'guard',
  'filter',
  'pipe',
  'interceptor',
];
const OTHER_ROLES = ['decorator', 'entity', 'problems', 'event', 'schemas', 'queries', 'job'];

const NEST_DECORATORS = ['Injectable', 'Controller', 'Module', 'Catch', 'Processor'];
/** What is injected and no class of this service. */
const INJECTED = ['DataSource', 'Repository', 'Queue', 'EventEmitter2', 'ModuleRef', 'HttpAdapterHost'];

const sources = sourcesIn('src').filter(({ fileName }) => fileName.split('/').length > 2);
const classes = sources.flatMap((source) =>
  nodesIn(source, ts.isClassDeclaration).map((node) => ({ source, node, name: node.name?.text ?? '' })),
);

const decoratorsOf = (node) =>
  (ts.getDecorators(node) ?? []).map(({ expression }) =>
    (ts.isCallExpression(expression) ? expression.expression : expression).getText(),
  );
const isNestClass = ({ node }) => decoratorsOf(node).some((name) => NEST_DECORATORS.includes(name));
const injectable = new Set([...INJECTED, ...classes.filter(isNestClass).map(({ name }) => name)]);

const parametersOf = (node) => node.members.find(ts.isConstructorDeclaration)?.parameters ?? [];
const hasDependencies = (found) =>
  isNestClass(found) ||
  parametersOf(found.node).some(
    ({ type }) => type && ts.isTypeReferenceNode(type) && injectable.has(type.typeName.getText()),
  );

const roleOf = (source) => /[.]([a-z-]+)[.]ts$/.exec(basename(source.fileName))?.[1];

function faultOf({ source, node, name }) {
  const role = roleOf(source);
  const at = placeOf(source, node);
  if (!role) return `${at}: ${name} has dependencies, and the file's name has no role`;
  if (!ROLES_WITH_DEPENDENCIES.includes(role)) return `${at}: ${name} has dependencies, which a .${role}.ts has not`;
  return name.toLowerCase().endsWith(role) ? undefined : `${at}: ${name} should end with the role “${role}”`;
}

const isPlatform = ({ fileName }) => fileName.startsWith('src/platform/');
const known = [...ROLES_WITH_DEPENDENCIES, ...OTHER_ROLES];
const unknown = sources.filter((source) => roleOf(source) && !known.includes(roleOf(source)) && !isPlatform(source));

report([
  ...unknown.map((source) => `${source.fileName}: “${roleOf(source)}” is no role of docs/architecture.md`),
  ...classes
    .filter(({ source }) => !isPlatform(source))
    .filter(hasDependencies)
    .map(faultOf)
    .filter(Boolean),
]);
