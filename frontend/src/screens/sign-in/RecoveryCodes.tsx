import { copy } from "../../app/toast";
import { Button, items, Sheet } from "../../design";
import { saveFile } from "../../platform/saveFile";
import { recovery as w } from "@words/signIn";

interface RecoveryCodesProps {
  title: string;
  /** The new codes; empty as long as there are none to show. */
  codes: string[];
  onKept: () => void;
}

/** The sheet with recovery codes. The person copies them to a place outside the app and confirms that with a button. */
export function RecoveryCodes({ title, codes, onKept }: RecoveryCodesProps) {
  const lines = codes.map(grouped);
  const text = lines.join("\n");
  return (
    <Sheet open={codes.length > 0} title={title} onClose={onKept}>
      <p>{w.lead}</p>
      <ul class="bare recovery-codes">{items(lines)}</ul>
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
    </Sheet>
  );
}

/** Show a code in groups of four, as in "1234 5678 9012 3456". The server ignores the spaces. */
const grouped = (code: string) => code.replace(/(.{4})(?=.)/g, "$1 ");
