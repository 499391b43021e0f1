/** An address without a page. */
export const notFound = {
  title: "Page not found",
  body: "The link may be old, or the space it belonged to has closed.",
} as const;
