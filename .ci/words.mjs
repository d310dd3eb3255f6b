import ts from 'typescript';
import { nodesIn, placeOf, report, sourcesIn } from './sources.mjs';

/**
 * What people read is declared in Vietnamese and English (docs/decisions/0028-one-catalogue-of-problems.md): codes by
 * `codes`, faults of values by `faultText`, everything else as `{ vi, en }`. Finds what is written past that.
 */
const MAY_ENUMERATE = [
  'src/platform/config/config.ts',
  'src/platform/words/codes.ts',
  // Every notice has its title and its text in both languages.
  'src/identity/notices/notices.schemas.ts',
];

/** Read by whoever runs the service: settings, and what commands print. */
const FOR_THE_SERVER = ['src/platform/config/', 'src/platform/doctor/', 'src/transcoding/ffmpeg/'];

/** Vietnamese that is no half of a sentence in two languages. */
const VIETNAMESE = [
  // Words that passwords are compared with.
  'src/identity/passwords/',
  // Texts in one language each, beside the same in the other.
  'src/identity/notices/mail.ts',
  'src/identity/notices/notice-texts.ts',
  // Tags of audio in old Vietnamese encodings.
  'src/transcoding/probe/vietnamese-',
  // Tables for the authorities, in Vietnamese only.
  'src/reports/',
  // Kinds of communes, as the authorities name them.
  'src/stations/unit.entity.ts',
  // Names that are given to a station and to a file.
  'src/stations/import/missing-rows.ts',
  'src/transcoding/trim/trim.runner.ts',
  'src/system/index/index-page.ts',
  'src/platform/words/',
];

const VIETNAMESE_LETTERS = /[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]/i;
const CHECKS = ['refine', 'regex', 'min', 'max', 'length', 'check', 'superRefine'];

const isIn = (places, { fileName }) => places.some((place) => fileName.startsWith(place));
const isText = (node) => ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);
const isSentence = (node) => node && isText(node) && / /.test(node.getText());
const nameOf = (node) => node.expression.name?.text;

/** Whether a text is the Vietnamese part of `{ vi, en }`, or of THINGS, whose keys are the English one. */
function isPart(node) {
  for (let at = node; at; at = at.parent) {
    if (ts.isPropertyAssignment(at) && at.name.getText() === 'vi') return true;
    if (ts.isVariableDeclaration(at) && at.name.getText() === 'THINGS') return true;
  }
  return false;
}

const isEnglishPart = ({ parent }) => ts.isPropertyAssignment(parent) && parent.name.getText() === 'en';

const enumerations = (source) =>
  nodesIn(source, ts.isCallExpression)
    .filter((node) => node.expression.getText() === 'z.enum')
    .map((node) => [node, 'an enumeration without words; declare it with codes()']);

const faults = (source) =>
  nodesIn(source, ts.isCallExpression)
    .filter((node) => CHECKS.includes(nameOf(node)) && node.arguments.slice(1).some(isSentence))
    .map((node) => [node.expression.name, 'a fault in one language; declare it with faultText()']);

/** What a refinement says with `addIssue`, also through a function of its own. */
const refinements = (source) =>
  nodesIn(source, (node) => ts.isCallExpression(node) && nameOf(node) === 'superRefine')
    .flatMap((node) => node.arguments.flatMap((argument) => nodesIn(argument, isSentence)))
    .filter((node) => !isPart(node) && !isEnglishPart(node))
    .map((node) => [node, 'a fault in one language; declare it with faultText()']);

const details = (source) =>
  nodesIn(source, ts.isPropertyAssignment)
    .filter(({ name, initializer }) => /^(message|detail|error)$/.test(name.getText()) && isSentence(initializer))
    .map((node) => [node, 'a text in one language; give { vi, en }']);

const vietnamese = (source) =>
  nodesIn(source, isText)
    .filter((node) => VIETNAMESE_LETTERS.test(node.getText()) && !isPart(node))
    .map((node) => [node, 'Vietnamese outside of { vi, en }']);

report(
  sourcesIn('src').flatMap((source) =>
    [
      ...(isIn(MAY_ENUMERATE, source) ? [] : enumerations(source)),
      ...(isIn(FOR_THE_SERVER, source) ? [] : [...faults(source), ...refinements(source), ...details(source)]),
      ...(isIn(VIETNAMESE, source) ? [] : vietnamese(source)),
    ].map(([node, fault]) => `${placeOf(source, node)}: ${fault}`),
  ),
);
