/**
 * Clean up codes and addresses that people type or paste. The server cleans codes in the same way
 * (`couples/typed/typed_codes.py`), and both are tested with the same table of examples.
 */

/** The length of the shortest code. If cutting off a name leaves fewer signs, the name was a part of the code. */
const SHORTEST = 8;
const NOT_OF_A_CODE = /[^A-Za-z0-9]/g;
const NAMED = /^[^A-Za-z0-9]*code[^A-Za-z0-9]+/i;

/**
 * Return the letters and digits of a code, in capitals. Full-width signs become plain signs. Dashes, blanks and
 * invisible signs are removed, and so is a name in front of the code ("Code: ABCD-EFGH").
 */
export function tidyCode(typed: string): string {
  let text = typed.normalize("NFKC");
  text = longEnough(text.split(/[:=]/).at(-1) ?? "", text);
  text = longEnough(text.replace(NAMED, ""), text);
  return text.replace(NOT_OF_A_CODE, "").toUpperCase();
}

const longEnough = (rest: string, whole: string): string =>
  rest.replace(NOT_OF_A_CODE, "").length >= SHORTEST ? rest : whole;

/** Return an e-mail address without blanks, invisible signs, and the `mailto:` and `<>` of a copied address. */
export function tidyAddress(typed: string): string {
  return typed
    .replace(/[\p{C}\p{Z}]/gu, "")
    .replace(/^mailto:/i, "")
    .replace(/^<(.*)>$/, "$1");
}
