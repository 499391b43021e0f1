const PICTURES = [
  // Safari's toolbar with the Share button.
  <>
    <rect x="4" y="30" width="88" height="22" rx="6" />
    <path d="M42 42v6h12v-6M48 45V35m-4 4 4-4 4 4" />
    <path d="M16 41h10M70 41h10" opacity=".4" />
  </>,
  // The entry "Add to Home Screen" in the list.
  <>
    <rect x="4" y="6" width="88" height="46" rx="8" opacity=".4" />
    <path d="M14 18h44M14 40h44" opacity=".4" />
    <path d="M14 29h44" stroke-width="3" />
    <rect x="70" y="22" width="14" height="14" rx="4" />
    <path d="M77 26v6m-3-3h6" />
  </>,
  // The app's icon on the Home Screen.
  <>
    <rect x="10" y="16" width="22" height="22" rx="6" opacity=".4" />
    <rect x="64" y="16" width="22" height="22" rx="6" opacity=".4" />
    <rect x="37" y="16" width="22" height="22" rx="6" />
    <path d="M42 33v-6a4 4 0 0 1 8 0v6m-2 0v-4a3 3 0 0 1 6 0v4" />
    <path d="M40 44h16" />
  </>,
];

/** A picture of one step of adding the app to the Home Screen. The text next to it says the same. */
export function InstallPicture({ step }: { step: number }) {
  return (
    <svg
      class="install-picture"
      viewBox="0 0 96 56"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      aria-hidden="true"
    >
      {PICTURES[step]}
    </svg>
  );
}
