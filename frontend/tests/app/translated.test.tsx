import { render } from "preact";
import { afterEach, beforeEach, expect, test } from "vitest";
import { keepTranslatedTrue } from "../../src/app/translated";

/** The ways in which translators replace a text node. Each of them removes it from the page. */
const ways: Record<string, (text: Text, font: Element) => void> = {
  "replacing it": (text, font) => text.replaceWith(font),
  "putting the translation before it": (text, font) => {
    text.before(font);
    text.remove();
  },
  "putting the translation after it": (text, font) => {
    text.after(font);
    text.remove();
  },
};

let root: HTMLElement;
let stop: () => void;

beforeEach(() => {
  root = document.body.appendChild(document.createElement("div"));
  stop = keepTranslatedTrue(root);
});
afterEach(() => {
  stop();
  render(null, root);
  root.remove();
});

const settled = (): Promise<void> => new Promise((done) => setTimeout(done));

function textsOf(node: Node): Text[] {
  const found: Text[] = [];
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) found.push(walker.currentNode as Text);
  return found.filter((text) => text.data.trim() && !text.parentElement?.closest("font"));
}

function translate(node: Node, way: (text: Text, font: Element) => void): void {
  for (const text of textsOf(node)) {
    const font = document.createElement("font");
    font.appendChild(document.createElement("font")).textContent = `«${text.data}»`;
    way(text, font);
  }
}

const shown = (): string => (root.textContent ?? "").replace(/[«»]/g, "");

/**
 * A page whose content depends on the bits of `seed`: texts that change, appear or disappear, and a list that reorders.
 */
function Page({ seed }: { seed: number }) {
  const has = (bit: number): boolean => (seed & (1 << bit)) !== 0;
  const names = has(4) ? ["one", "two", "three"] : ["three", "one"];
  return (
    <main>
      {has(0) && "Sometimes first. "}
      <p>{has(1) ? "Only for you." : "Both see it."}</p>
      {has(2) ? <b>in bold</b> : "plain words"} between {has(3) && <i>now and then</i>} the end
      {has(5) && " and after it"}
      <ul>
        {names.map((name) => (
          <li key={name}>
            {name} of {names.length}
          </li>
        ))}
      </ul>
    </main>
  );
}

function expected(seed: number): string {
  const fresh = document.createElement("div");
  render(<Page seed={seed} />, fresh);
  return fresh.textContent ?? "";
}

test.each(Object.keys(ways))("a translated page says what the program says: %s", async (name) => {
  const way = ways[name]!;
  let seed = 1;
  render(<Page seed={seed} />, root);
  for (let step = 0; step < 400; step += 1) {
    if (step % 3 !== 2) {
      translate(root, way);
      await settled();
      expect(shown()).toBe(expected(seed));
      expect(root.textContent).toContain("«");
    }
    seed = (seed * 1103515245 + 12345) & 0x7fffffff;
    seed >>= 3;
    render(<Page seed={seed} />, root);
    await settled();
    expect(shown(), `step ${step}`).toBe(expected(seed));
  }
});

test.each(["its own text node", "the one it took out"])("a translator restores the words: %s", async (which) => {
  render(<Page seed={0} />, root);
  const taken = textsOf(root);
  translate(root, ways["replacing it"]!);
  await settled();
  const fonts = [...root.querySelectorAll("font")].filter((font) => font.parentElement?.nodeName !== "FONT");
  fonts.forEach((font, place) => {
    const words = (font.textContent ?? "").replace(/[«»]/g, "");
    font.replaceWith(which === "the one it took out" ? taken[place]! : document.createTextNode(words));
  });
  await settled();
  expect(root.textContent).toBe(expected(0));
  render(<Page seed={2} />, root);
  await settled();
  expect(root.textContent).toBe(expected(2));
});
