import { NameForm } from "../../app/NameForm";
import { me, partnerName } from "../../app/session";
import { toast } from "../../app/toast";
import { Screen } from "../../design";
import { common } from "@words/common";
import { profile as w, settings } from "@words/settings";

export default function Profile() {
  return (
    <Screen title={w.title} back={{ href: "/settings", label: settings.title }}>
      <NameForm
        words={partnerName.value ? w : { ...w, nameHint: w.nameHintAlone }}
        zone={me.value?.time_zone ?? "UTC"}
        button={common.save}
        onSaved={() => toast(w.saved)}
      />
    </Screen>
  );
}
