import { OfflineError } from "../../src/api/errors";
import type { Answer, Answers, CheckIn } from "../../src/api/types";
import type { Transport, Reply } from "../../src/drafts/transport";

/** A fake server with the real server's rules for drafts: revisions, final and idempotent submission. */
export class FakeServer implements Transport {
  revision = 0;
  answers: Answers = {};
  submission: string | null = null;
  closed = false;
  thrownAway = false;
  user = "u1";
  /** Set to lose the next request ("before") or its answer ("after"), once. */
  lose: "before" | "after" | null = null;
  offline = false;
  /** The id of a prompt whose answer is always refused. */
  refuses = "";
  log: string[] = [];
  /** The body of each write. */
  bodies: Sent[] = [];
  /** The number of writes that arrive before the network fails. */
  loseAfter = Infinity;

  checkIn(): CheckIn {
    return {
      id: "c1",
      number: 3,
      opens_at: "2025-11-02T18:00:00Z",
      closes_at: "2025-11-05T18:00:00Z",
      state: this.closed ? "lapsed" : "open",
      mine: this.submission ? "submitted" : this.thrownAway ? "not_started" : "draft",
      answered: Object.keys(this.answers).length,
      partner_finished: null,
      start_from: null,
      prompts: [],
      revision: this.revision,
      answers: this.answers,
    };
  }

  /** True if the space has closed, because a partner has left. */
  spaceEnded = false;

  /** Discard the draft, as another device would. */
  throwAway(): void {
    this.answers = {};
    this.revision += 1;
    this.thrownAway = true;
  }

  async send(method: string, path: string, body?: unknown): Promise<Reply> {
    if (this.offline) throw new OfflineError();
    this.log.push(`${method} ${path}`);
    if (path === "/me") return answer(200, { id: this.user });
    if (this.loseAfter === 0) {
      this.loseAfter = Infinity;
      this.offline = true;
      throw new OfflineError();
    }
    this.loseAfter -= 1;
    this.bodies.push(body as Sent);
    const lose = this.lose;
    this.lose = null;
    if (lose === "before") throw new OfflineError();
    const result = this.take(method, path, structuredClone(body) as Sent);
    if (lose === "after") throw new OfflineError();
    return result;
  }

  private take(method: string, path: string, sent: Sent): Reply {
    if (sent.author !== this.user) return refuse(409, { code: "not_your_draft", message: "" });
    if (sent.submission_id && this.submission === sent.submission_id) return answer(200, this.card());
    if (this.submission) return refuse(409, { code: "already_submitted", message: "" });
    if (this.spaceEnded) return refuse(404, { code: "not_found", message: "" });
    if (this.closed) return refuse(409, { code: "check_in_closed", message: "" });
    if (sent.base_revision !== this.revision) {
      return refuse(409, {
        code: "draft_conflict",
        message: "",
        revision: this.revision,
        answers: this.answers,
      });
    }
    if (this.refuses in sent.answers) {
      const fields = { [`answers.${this.refuses}.note`]: [{ code: "not_text", message: "" }] };
      return refuse(400, { code: "invalid_answers", message: "", fields });
    }
    this.thrownAway = false;
    const whole = method === "PATCH" ? { ...this.answers, ...sent.answers } : sent.answers;
    this.answers = Object.fromEntries(Object.entries(whole).filter(([, each]) => each !== null)) as Answers;
    this.revision += 1;
    if (!path.endsWith("/submit")) return answer(200, { revision: this.revision, saved_at: "2025-11-03T10:00:00Z" });
    this.submission = sent.submission_id;
    return answer(200, this.card());
  }

  private card(): Record<string, unknown> {
    return { ...this.checkIn() } as Record<string, unknown>;
  }
}

interface Sent {
  submission_id: string;
  base_revision: number;
  /** The answers by prompt. In a PATCH, null removes the answer. */
  answers: Record<string, Answer | null>;
  author: string;
}

const answer = (status: number, body: Record<string, unknown>): Reply => ({
  status,
  body,
  retryAfter: null,
});
const refuse = (status: number, error: Record<string, unknown>): Reply => answer(status, { error });
