import ts from 'typescript';
import { nodesIn, placeOf, report, sourcesIn } from './sources.mjs';

/**
 * Time and settings are given, never taken: only `platform/clock` asks for the present, only `platform/config` reads the
 * environment (docs/architecture.md).
 */
const isCall = (node, text) => ts.isPropertyAccessExpression(node) && node.getText() === text;
const isNow = (node) =>
  isCall(node, 'Date.now') ||
  (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length);

const RULES = [
  { is: isNow, only: 'src/platform/clock/', advice: 'asks for the present; use the Clock, or `work.now`' },
  {
    is: (node) => isCall(node, 'process.env'),
    only: 'src/platform/config/',
    advice: 'reads the environment; use Config',
  },
];

report(
  sourcesIn('src').flatMap((source) =>
    RULES.filter(({ only }) => !source.fileName.startsWith(only)).flatMap(({ is, advice }) =>
      nodesIn(source, is).map((node) => `${placeOf(source, node)}: ${node.getText()} ${advice}`),
    ),
  ),
);
