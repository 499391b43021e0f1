import { useState } from "preact/hooks";
import { del, get, post } from "../../api/client";
import type { CalendarAddress as Made, CalendarState } from "../../api/types";
import { longDate } from "../../app/time";
import { copy, toast } from "../../app/toast";
import { useAction } from "../../app/useAction";
import { useAsync } from "../../app/useAsync";
import { Button, ButtonLink, Card, Problem } from "../../design";
import { calendar as w } from "@words/calendar";
import "./settings.css";

const PATH = "/notifications/calendar";

/** The person's secret link for calendar apps. It is shown only once, when it is made. */
export function CalendarAddress() {
  const { data, set } = useAsync(() => get<CalendarState>(PATH));
  const [address, setAddress] = useState("");
  const { busy, problem, run } = useAction();
  if (!data) return null;
  const make = () =>
    run(async () => {
      const made = await post<Made>(PATH);
      setAddress(made.address);
      set(made);
    });
  const end = () =>
    run(async () => {
      await del(PATH);
      setAddress("");
      set({ since: null });
      toast(w.ended);
    });
  return (
    <Card title={w.title} class="stack">
      <p>{w.lead}</p>
      {address ? <Shown address={address} /> : data.since && <p class="soft">{w.since(longDate(data.since))}</p>}
      {!data.since && (
        <Button kind="quiet" icon="clock" busy={busy} onClick={make}>
          {w.make}
        </Button>
      )}
      {data.since && (
        <div class="stack-s">
          {!address && (
            <Button kind="quiet" busy={busy} onClick={make}>
              {w.anew}
            </Button>
          )}
          <Button kind="plain" busy={busy} onClick={end}>
            {w.end}
          </Button>
          <p class="soft small">
            {!address && w.anewHint} {w.ends}
          </p>
        </div>
      )}
      <Problem>{problem}</Problem>
    </Card>
  );
}

function Shown({ address }: { address: string }) {
  return (
    <div class="stack-s" role="status">
      <h3>{w.made}</h3>
      <code class="secret-address">{address}</code>
      <p class="soft small">{w.madeLead}</p>
      <Button wide kind="quiet" icon="copy" onClick={() => copy(address, w)}>
        {w.copy}
      </Button>
      {/* The device decides which calendar app opens a webcal: link. */}
      <ButtonLink wide kind="plain" href={address.replace(/^https?:/, "webcal:")}>
        {w.open}
      </ButtonLink>
    </div>
  );
}
