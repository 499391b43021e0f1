import { signal } from "@preact/signals";
import { recall, remember } from "../../app/remembered";
import { whenForgotten } from "../../app/session";

const NAME = "talk-times";

/** True if the conversation suggests a time for each step. The person chooses this, and this device keeps it. */
export const showsTimes = signal(recall<boolean>(NAME) !== false);

/** Set and keep whether times are suggested. */
export function suggestTimes(wanted: boolean): void {
  showsTimes.value = wanted;
  remember(NAME, wanted);
}

whenForgotten(() => void (showsTimes.value = true));
