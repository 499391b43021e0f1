import type { Home as HomeData, Pairing } from "../../api/types";
import { Beginning } from "./Beginning";
import { Closed } from "./Closed";
import { PairingPanel } from "./PairingPanel";

interface UnlinkedProps {
  state: HomeData["space"]["state"];
  pairing: Pairing | null;
  reload: () => Promise<void>;
}

/**
 * What Home shows to a person without a partner: the closed space, the ways to begin, or the state of the invitation.
 */
export function Unlinked({ state, pairing, reload }: UnlinkedProps) {
  if (state === "closed") return <Closed onDone={reload} />;
  if (state === "none" && (pairing?.state ?? "none") === "none") return <Beginning onStarted={reload} />;
  return pairing && <PairingPanel pairing={pairing} />;
}
