import { namesSecret } from './redaction.js';

const LONGEST = 1_000;
const HIDDEN = '…';
/** Parameters whose values tell an administrator something and no secret, and how such a value looks. */
const HARMLESS =
  /^(?:limit|cursor|offset|from|to|on|day|date|week|month|state|sort|order|format|id|[a-zA-Z]{1,40}Ids?)$/;
const HARMLESS_VALUE = /^[\w.:,+-]{0,120}$/;
const NAME = /^[\w.[\]-]{1,60}$/;
/** Where the path ends, however it is encoded. */
const PATH_END = /[?;#]|%(?:25){0,8}(?:3f|3b|23)/i;

/**
 * The address of a request as it is logged: the path, the names of parameters, and the values of harmless ones. What else
 * somebody writes into an address may be a secret, whatever it is called.
 * @param isKnown whether a route answers it; of any other address nothing is shown after the name of a secret
 */
export function loggedUrl(url: string, isKnown: boolean): string {
  const end = PATH_END.exec(url);
  const path = end ? url.slice(0, end.index) : url;
  const shown = isKnown ? path : withoutSecretSegments(path);
  if (!end) return shown.slice(0, LONGEST);
  const query =
    url[end.index] === '?'
      ? url
          .slice(end.index + 1)
          .split('&')
          .map(loggedParameter)
          .join('&')
      : HIDDEN;
  return `${shown}?${query}`.slice(0, LONGEST);
}

function loggedParameter(parameter: string): string {
  const equals = parameter.indexOf('=');
  const [name, value] = [parameter.slice(0, equals), parameter.slice(equals + 1)];
  if (equals < 0 || !NAME.test(name)) return HIDDEN;
  return HARMLESS.test(name) && HARMLESS_VALUE.test(value) ? parameter : `${name}=${HIDDEN}`;
}

function withoutSecretSegments(path: string): string {
  const segments = path.split('/');
  const named = segments.findIndex((segment) => namesSecret(segment) || !/^[\w.~-]*$/.test(segment));
  return named < 0 ? path : [...segments.slice(0, named), HIDDEN].join('/');
}
