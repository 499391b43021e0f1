import { copy } from "../../app/toast";
import { Button } from "../../design";
import { saveFile } from "../../platform/saveFile";
import { recovery as w } from "@words/signIn";

/** The recovery codes. The person copies them to a place outside the app and confirms that with a button. */
export function RecoveryCodes({ codes, onKept }: { codes: string[]; onKept: () => void }) {
  const text = codes.map(grouped).join("\n");
  return (
    <div class="stack">
      <p>{w.lead}</p>
      <ul class="bare recovery-codes">
        {codes.map((code) => (
          <li key={code}>{grouped(code)}</li>
        ))}
      </ul>
      <p class="soft">{w.where}</p>
      <div class="stack-s">
        <Button wide kind="quiet" icon="copy" onClick={() => copy(text, w)}>
          {w.copy}
        </Button>
        <Button wide kind="quiet" onClick={() => saveFile(new Blob([text, "\n"], { type: "text/plain" }), w.file)}>
          {w.download}
        </Button>
        <Button wide onClick={onKept}>
          {w.kept}
        </Button>
      </div>
    </div>
  );
}

/** Show a code in groups of four, as in "1234 5678 9012 3456". The server ignores the spaces. */
const grouped = (code: string) => code.replace(/(.{4})(?=.)/g, "$1 ");
