import { del, post } from "../../api/client";
import type { SignedInDevice } from "../../api/types";
import { forgetMe } from "../../app/session";
import { dayAndTime, shortDate } from "../../app/time";
import { toast } from "../../app/toast";
import { useAction } from "../../app/useAction";
import { Button, Card, Problem } from "../../design";
import { account as w } from "@words/account";

interface DevicesProps {
  devices: SignedInDevice[];
  onChange: () => Promise<void>;
}

/** The list of the person's devices. Signing out a device needs no confirmation, because signing in undoes it. */
export function Devices({ devices, onChange }: DevicesProps) {
  const { busy, problem, run } = useAction();
  const others = devices.filter(({ here }) => !here);
  const signOut = (send: () => Promise<unknown>, done: string) =>
    run(async () => {
      await send();
      await onChange();
      toast(done);
    });
  const signOutOf = ({ id }: SignedInDevice) => signOut(() => del(`/me/devices/${id}`), w.signedOutThere);
  const signOutOthers = () => signOut(() => post("/me/sign-out-others"), w.othersDone);
  const everywhere = () =>
    run(async () => {
      await post("/me/sign-out-everywhere");
      // "ended" keeps unsent words on this device, because the person was not asked about them.
      await forgetMe("ended");
      toast(w.everywhereDone);
    });
  return (
    <Card title={w.devices} class="stack">
      <p class="soft">{w.devicesLead}</p>
      <ul class="bare kept-list">
        {devices.map((device) => (
          <li key={device.id}>
            <Device device={device} busy={busy} onSignOut={() => signOutOf(device)} />
          </li>
        ))}
      </ul>
      <p class="soft small">{w.everywhereStays}</p>
      <div class="stack-s">
        {others.length > 1 && (
          <Button kind="quiet" busy={busy} onClick={signOutOthers}>
            {w.others}
          </Button>
        )}
        <Button kind={others.length > 1 ? "plain" : "quiet"} busy={busy} onClick={everywhere}>
          {w.everywhere}
        </Button>
      </div>
      <Problem>{problem}</Problem>
    </Card>
  );
}

interface DeviceProps {
  device: SignedInDevice;
  busy: boolean;
  onSignOut: () => void;
}

function Device({ device, busy, onSignOut }: DeviceProps) {
  const name = device.name || w.unknownDevice;
  return (
    <div class="device-row">
      <div>
        <p class="kept-name">{name}</p>
        <p class="soft small">{device.here ? <strong>{w.here}</strong> : w.seen(dayAndTime(device.last_seen))}</p>
        <p class="soft small">{w.since(shortDate(device.first_seen))}</p>
      </div>
      {!device.here && (
        <Button kind="quiet" busy={busy} label={w.signOutOf(name)} onClick={onSignOut}>
          {w.signOutThere}
        </Button>
      )}
    </div>
  );
}
