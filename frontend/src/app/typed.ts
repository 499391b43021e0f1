/**
 * Codes and addresses as people type or paste them. The server does the same with codes (`couples/typed/typed_codes.py`), and
 * both are tested with one table of examples.
 */

/** The length of the shortest code. A shorter rest means that the text before it belongs to the code. */
const SHORTEST = 8;
const NOT_OF_A_CODE = /[^A-Za-z0-9]/g;
const NAMED = /^[^A-Za-z0-9]*code[^A-Za-z0-9]+/i;

/**
 * The letters and digits of a code, in capitals: full-width ones as plain ones, without dashes and blanks of any kind,
 * invisible signs, and a name in front ("Code: ABCD-EFGH").
 */
export function tidyCode(typed: string): string {
  let text = typed.normalize("NFKC");
  text = longEnough(text.split(/[:=]/).at(-1) ?? "", text);
  text = longEnough(text.replace(NAMED, ""), text);
  return text.replace(NOT_OF_A_CODE, "").toUpperCase();
}

const longEnough = (rest: string, whole: string): string =>
  rest.replace(NOT_OF_A_CODE, "").length >= SHORTEST ? rest : whole;

/** An address without blanks and invisible signs, and without the `mailto:` of a copied link. */
export function tidyAddress(typed: string): string {
  return typed
    .replace(/[\p{C}\p{Z}]/gu, "")
    .replace(/^mailto:/i, "")
    .replace(/^<(.*)>$/, "$1");
}
