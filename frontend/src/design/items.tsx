/** Return a list item for each text. */
export const items = (texts: readonly string[]) => texts.map((text) => <li key={text}>{text}</li>);
