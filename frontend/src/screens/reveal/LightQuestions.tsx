import type { Point } from "../../api/types";
import { reveal as w } from "@words/reveal";

/** The friendly questions of a light conversation. */
export function LightQuestions({ light }: { light: NonNullable<Point["light"]> }) {
  return (
    <div class="stack-s">
      <p class="small soft">{light.kind === "news" ? w.newsHint : w.lightHint}</p>
      <ul class="bare stack-s">
        {light.questions.map((question) => (
          <li key={question} class="starter">
            <blockquote lang={light.language}>{question}</blockquote>
          </li>
        ))}
      </ul>
    </div>
  );
}
