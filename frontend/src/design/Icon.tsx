/** Line icons on a 24 grid, drawn here so that no icon font or request is needed. */
const paths = {
  week: "M4 11.5 12 5l8 6.5M6.5 10v8.5h11V10M10 18.5v-5h4v5",
  talk: "M4.5 6.5h10v7h-5l-3 2.5v-2.5h-2zM17 9.5h2.5v7h-2V19l-3-2.5h-4",
  history: "M4 18.5h16M6.5 15l3.5-4 3 2.5 4.5-6",
  settings: "M5 7.5h8M17 7.5h2M5 16.5h2M11 16.5h8M15 5.5v4M9 14.5v4",
  back: "M14.5 5.5 8 12l6.5 6.5",
  forward: "M9.5 5.5 16 12l-6.5 6.5",
  close: "m6.5 6.5 11 11m0-11-11 11",
  check: "m5.5 12.5 4.5 4.5 8.5-10",
  copy: "M9 9h10v10H9zM15 9V5H5v10h4",
  share: "M12 15V4.5M8 8l4-3.5L16 8M6 12v7.5h12V12",
  lock: "M7 11h10v8.5H7zM9 11V8.5a3 3 0 0 1 6 0V11",
  bell: "M6.5 16.5h11l-1.5-2v-4a4 4 0 0 0-8 0v4zM10.5 19h3",
  key: "M12.4 10.5a4.5 4.5 0 1 0 0 3H15v3h3.5v-3H21v-3zM8.2 12h.01",
  heart: "M12 19s-7-4.4-7-9a3.8 3.8 0 0 1 7-2 3.8 3.8 0 0 1 7 2c0 4.6-7 9-7 9z",
  bookmark: "M7.5 5h9v14.5L12 16l-4.5 3.5z",
  search: "M11 17a6 6 0 1 0 0-12 6 6 0 0 0 0 12zm4.5-1.5L20 20",
  cloud: "M7.5 18a3.5 3.5 0 0 1-.4-7 5 5 0 0 1 9.6-.8A4 4 0 0 1 16.5 18z",
  offline: "M7.5 18a3.5 3.5 0 0 1-.4-7M9.5 7.2a5 5 0 0 1 7.2 3A4 4 0 0 1 19.5 16M5 5l14 14M7.5 18H15",
  clock: "M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16zm0-12v4.5l3 2",
  person: "M12 12a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM5.5 19.5a6.5 6.5 0 0 1 13 0",
  shield: "M12 4l6.5 2.5v5c0 4-2.7 7-6.5 8.5-3.8-1.5-6.5-4.5-6.5-8.5v-5z",
  leave: "M13 5H6v14h7M10.5 12H20m-3.5-3.5L20 12l-3.5 3.5",
  pause: "M9 6v12M15 6v12",
  play: "M8 5.5v13l10.5-6.5z",
  edit: "M5 19l1-4L16 5l3 3L9 18zM14 7l3 3",
  spark: "M12 4v4m0 8v4m-8-8h4m8 0h4M7 7l2 2m6 6 2 2m0-10-2 2m-6 6-2 2",
  phone: "M8 3.5h8v17H8zM11 17.5h2",
  plus: "M12 5.5v13M5.5 12h13",
} as const;

export type IconName = keyof typeof paths;

interface IconProps {
  name: IconName;
  /** Width and height in pixels, 24 by default. */
  size?: number;
  class?: string;
}

export function Icon({ name, size = 24, class: extra }: IconProps) {
  return (
    <svg
      class={extra}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.75"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  );
}
