import { useLocation } from "preact-iso";
import { useEffect } from "preact/hooks";
import { get } from "../../api/client";
import type { Pairing } from "../../api/types";
import { live } from "../../app/live";
import { ButtonLink, Card } from "../../design";
import { linking as w } from "@words/linking";
import { common } from "@words/common";

/** The card with the state of the pairing. */
export function PairingPanel({ pairing }: { pairing: Pairing }) {
  const { title, lead, action } = words(pairing);
  const { route } = useLocation();
  const { state } = pairing;
  // The other person acts next. Open the page that follows the pairing, which also shows the moment of linking.
  useEffect(() => {
    if (state !== "invited" && state !== "waiting") return undefined;
    return live(async (signal) => {
      const next = await get<Pairing>("/pairing", { signal });
      if (next.state !== state) route("/pair");
    });
  }, [state]);
  return (
    <Card title={title} tone={pairing.state === "asked" ? "clay" : "plain"} class="stack">
      <p>{lead}</p>
      <ButtonLink href="/pair" wide kind={pairing.state === "asked" ? "primary" : "quiet"}>
        {action}
      </ButtonLink>
    </Card>
  );
}

function words(pairing: Pairing): { title: string; lead: string; action: string } {
  switch (pairing.state) {
    case "asked":
      return { title: w.asked(pairing.joiner?.display_name ?? ""), lead: w.askedLead, action: w.seeAsked };
    case "invited":
      return { title: w.invited, lead: w.invitedLead, action: w.seeInvitation };
    case "waiting":
      return {
        title: w.waiting(pairing.inviter?.display_name ?? common.yourPartner),
        lead: w.waitingLead,
        action: w.seeAsked,
      };
    case "none":
      return { title: w.inviteLater, lead: w.inviteLaterLead, action: w.invite };
  }
}
