import { Button } from "../../design";

interface Alternative {
  words: string;
  go: () => unknown;
}

/** Links to other ways to continue, below the main step. */
export function Alternatives({ ways }: { ways: Alternative[] }) {
  return (
    <div class="stack-s center-items">
      {ways.map(({ words, go }) => (
        <Button key={words} kind="plain" onClick={go}>
          {words}
        </Button>
      ))}
    </div>
  );
}
