import { signal } from "@preact/signals";
import { recall, remember } from "../../app/remembered";
import { whenForgotten } from "../../app/session";

const NAME = "talk-times";

/** Whether times are suggested: this person's choice, kept on this device. */
export const showsTimes = signal(recall<boolean>(NAME) !== false);

/** Suggest times from now on, or not. */
export function suggestTimes(wanted: boolean): void {
  showsTimes.value = wanted;
  remember(NAME, wanted);
}

whenForgotten(() => void (showsTimes.value = true));
