import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Point } from "../../src/api/types";
import { ApiError } from "../../src/api/errors";
import { usePoint } from "../../src/screens/reveal/usePoint";
import { renderHook } from "./hook";
import type { Rendered } from "./hook";

const pointWith = (mine: string | null): Point => ({ id: "t1", voice: { mine } }) as unknown as Point;
const tap = (mine: string) => ({ mine }) as unknown as Partial<Point["voice"]>;

/** Make a call to the server that the test itself answers or refuses. */
function pending(): { call: () => Promise<Point>; answer: (point: Point) => void; refuse: (error: unknown) => void } {
  let answer = (_point: Point): void => undefined;
  let refuse = (_error: unknown): void => undefined;
  const reply = new Promise<Point>((resolve, reject) => {
    answer = resolve;
    refuse = reject;
  });
  return { call: () => reply, answer, refuse };
}

let shown: Point;
let hook: Rendered<ReturnType<typeof usePoint>>;

beforeEach(() => {
  shown = pointWith(null);
  hook = renderHook(() => usePoint(shown, (next) => (shown = next)));
});
afterEach(() => {
  hook.unmount();
  vi.restoreAllMocks();
});

/** Wait until the screen shows this choice for the point and the hook has this state. */
const shows = (mine: string | null, state: Partial<typeof hook.current>) =>
  vi.waitFor(() => {
    expect(shown.voice.mine).toBe(mine);
    expect(hook.current).toMatchObject(state);
  });

test("a tap shows at once, and then the server's answer", async () => {
  const call = pending();
  hook.current.send(call.call, tap("now"));
  await shows("now", { busy: true });
  call.answer(pointWith("later"));
  await shows("later", { busy: false, problem: "" });
});

test("a tap that the server refuses is taken back, with the reason", async () => {
  const call = pending();
  hook.current.send(call.call, tap("now"));
  await shows("now", { busy: true });
  call.refuse(new ApiError(409, { code: "closed", message: "This topic is closed." }));
  await shows(null, { busy: false, problem: "This topic is closed." });
});

test("with two taps, the screen stays on the second until the server has answered it", async () => {
  const [first, second] = [pending(), pending()];
  const sendSecond = vi.fn(second.call);
  hook.current.send(first.call, tap("now"));
  hook.current.send(sendSecond, tap("later"));
  await shows("later", { busy: true });
  expect(sendSecond).not.toHaveBeenCalled();
  first.answer(pointWith("now"));
  await vi.waitFor(() => expect(sendSecond).toHaveBeenCalledOnce());
  await shows("later", { busy: true });
  second.answer(pointWith("later"));
  await shows("later", { busy: false });
});

test("if the second of two taps is refused, the first one stays", async () => {
  const [first, second] = [pending(), pending()];
  hook.current.send(first.call, tap("now"));
  hook.current.send(second.call, tap("later"));
  first.answer(pointWith("now"));
  second.refuse(new ApiError(400, { code: "invalid", message: "No." }));
  await shows("now", { busy: false, problem: "No." });
});
