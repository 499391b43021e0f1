import { TextField } from "../design";

interface NameFieldProps {
  label: string;
  hint?: string;
  error?: string;
  value: string;
  onInput: (name: string) => void;
}

/** The field for a person's first name. Phones can fill it in automatically. */
export function NameField(props: NameFieldProps) {
  return <TextField {...props} name="name" autoComplete="given-name" autoCapitalize="words" maxLength={60} />;
}
