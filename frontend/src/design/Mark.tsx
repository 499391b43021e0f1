interface MarkProps {
  /** The height of the mark in pixels. */
  size?: number;
  /** "together": the arches overlap. "apart": they do not. "waiting": one arch is filled, the other outlined. */
  state?: "together" | "apart" | "waiting";
}

/** The mark of the app: two arches next to each other, with a third colour where they overlap. */
export function Mark({ size = 64, state = "together" }: MarkProps) {
  const gap = state === "together" ? 0 : 28;
  const width = 92 + gap;
  return (
    <svg class="mark" height={size} width={(size * width) / 80} viewBox={`0 0 ${width} 80`} aria-hidden="true">
      <path class="mark-clay" d="M4 78V30a26 26 0 0 1 52 0v48z" />
      <path
        class={state === "waiting" ? "mark-sage mark-open" : "mark-sage"}
        d={`M${36 + gap} 78V38a26 26 0 0 1 52 0v40z`}
      />
      {state === "together" && <path class="mark-both" d="M36 78V38a26 26 0 0 1 14.9-23.5A26 26 0 0 1 56 30v48z" />}
    </svg>
  );
}
