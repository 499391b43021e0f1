/**
 * Keep sentences current on a page that the browser translates. A translator replaces each text node with a <font> that
 * holds the translation. The program still writes to the removed text node, so the page would show the old sentence for
 * ever. This module puts the text node back, empty, next to its translation. When the program changes or removes the
 * text node, the translation is removed as well, and the translator finds the new sentence.
 */
interface Translated {
  font: ChildNode;
  /** The original words of the text node, to restore when the translator undoes the translation. */
  words: string;
}

/** Keep all sentences under `root` current. Returns a function that stops this. */
export function keepTranslatedTrue(root: Node): () => void {
  const translated = new Map<Text, Translated>();

  const watcher = new MutationObserver((records) => {
    if (translated.size === 0 && !records.some(({ addedNodes }) => [...addedNodes].some(isFont))) return;
    const fresh = exchanged(records, isText, isFont);
    const written = new Set<Node>();
    for (const { type, target } of records) if (type === "characterData") written.add(target);
    const givenBack = exchanged(records, isFont, isText);
    for (const [text, pair] of translated) follow(text, pair, written.has(text), fresh.get(text), givenBack);
    for (const [text, font] of fresh) take(text as Text, font, written.has(text));
    // Ignore the changes that this module has just made.
    watcher.takeRecords();
  });

  /**
   * Put a replaced text node back, empty, in front of its translation. If the program has written to the node in the
   * meantime, show the new words instead of the translation of the old ones.
   */
  function take(text: Text, font: ChildNode, rewritten: boolean): void {
    if (!font.isConnected) return;
    if (rewritten) return font.replaceWith(text);
    translated.set(text, { font, words: text.data });
    text.data = "";
    font.before(text);
  }

  function follow(
    text: Text,
    { font, words }: Translated,
    rewritten: boolean,
    next: ChildNode | undefined,
    givenBack: Map<Node, ChildNode>,
  ): void {
    if (next) {
      // The sentence was translated again, or the text node was removed again.
      if (!rewritten) text.data = words;
      if (next !== font) font.remove();
      translated.delete(text);
    } else if (rewritten || !text.isConnected) {
      // The program changed or removed the text node.
      font.remove();
      translated.delete(text);
    } else if (!font.isConnected) {
      // The translator put the original sentence back, with this text node or with a new one.
      const own = givenBack.get(font);
      if (own && own !== text) own.remove();
      text.data = words;
      translated.delete(text);
    } else if (font.previousSibling !== text) text.after(font);
  }

  watcher.observe(root, { childList: true, characterData: true, subtree: true });
  return () => watcher.disconnect();
}

/** Map each removed node to its replacement, which was added in the same record, or next to it in an earlier record. */
function exchanged(records: readonly MutationRecord[], out: NodeTest, into: NodeTest): Map<Node, ChildNode> {
  const added = new Set<Node>();
  const found = new Map<Node, ChildNode>();
  for (const { addedNodes, removedNodes, previousSibling, nextSibling } of records) {
    for (const node of addedNodes) if (into(node)) added.add(node);
    for (const node of removedNodes) {
      if (!out(node)) continue;
      const near = [...addedNodes, previousSibling, nextSibling].find((one) => one && added.delete(one));
      if (near) found.set(node, near as ChildNode);
    }
  }
  return found;
}

type NodeTest = (node: Node) => boolean;

const isText: NodeTest = (node) => node.nodeType === Node.TEXT_NODE;
const isFont: NodeTest = (node) => node.nodeName === "FONT";
