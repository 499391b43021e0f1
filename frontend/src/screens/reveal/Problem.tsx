import { Notice } from "../../design";

/** Why the last tap was not taken. */
export function Problem({ text }: { text: string }) {
  return (
    <Notice tone="warn" live>
      {text}
    </Notice>
  );
}
