import { toast } from "../../app/toast";
import { Button } from "../../design";
import { recovery as w } from "@words/signIn";

/** The codes, to be kept outside this app; with a way to say that it has been done. */
export function RecoveryCodes({ codes, onKept }: { codes: string[]; onKept: () => void }) {
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(codes.join("\n"));
      toast(w.copied);
    } catch {
      toast(w.copyFailed);
    }
  };
  return (
    <div class="stack">
      <p>{w.lead}</p>
      <ul class="bare recovery-codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <p class="soft">{w.where}</p>
      <div class="stack-s">
        <Button wide kind="quiet" icon="copy" onClick={copy}>
          {w.copy}
        </Button>
        <Button wide onClick={onKept}>
          {w.kept}
        </Button>
      </div>
    </div>
  );
}
