import { me } from "../../app/session";
import { toast } from "../../app/toast";
import { Button, ButtonLink, Notice, Toggle } from "../../design";
import { mail as w } from "@words/mail";
import { reminders } from "@words/settings";
import type { PreferencesProps } from "./Kinds";

/** The choice of reminders by e-mail, instead of or in addition to push. Also says what to do if e-mail is returned. */
export function ByMail({ chosen, onChange }: Pick<PreferencesProps, "chosen" | "onChange">) {
  return (
    <>
      <Toggle
        label={reminders.email}
        hint={chosen.push ? w.insteadHint : undefined}
        checked={chosen.email}
        onChange={(email) => onChange(email ? { email, mail_returned_at: null } : { email })}
      />
      {chosen.push && chosen.email && (
        <Toggle
          label={w.too}
          hint={w.tooHint}
          checked={chosen.email_too}
          onChange={(email_too) => onChange({ email_too })}
        />
      )}
      {chosen.email && chosen.mail_returned_at && (
        <Notice tone="warn">
          <div class="stack-s">
            <p>{w.returned(me.value?.email ?? "")}</p>
            <Button
              kind="quiet"
              onClick={() => {
                onChange({ email: true, mail_returned_at: null });
                toast(w.trying);
              }}
            >
              {w.tryAgain}
            </Button>
            <ButtonLink kind="plain" href="/settings/sign-in">
              {w.otherAddress}
            </ButtonLink>
          </div>
        </Notice>
      )}
    </>
  );
}
