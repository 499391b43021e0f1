export { Button, ButtonLink, IconButton } from "./Button";
export { Card, EmptyState, Loading, Notice, Problem } from "./Card";
export { ProgressDots, Scale, Segmented, Toggle } from "./Choice";
export { SelectField, TextField } from "./Field";
export { Icon, type IconName } from "./Icon";
export { Mark } from "./Mark";
export { hasArrived, Screen } from "./Screen";
export { Sheet } from "./Sheet";
export { whole } from "./whole";
