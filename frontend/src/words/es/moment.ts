import type * as en from "../en/moment";
import type { Words } from "../shape";

/** The reveal, one thing at a time. */
export const moment: Words<typeof en.moment> = {
  ready: "¿Lo abrimos?",
  readyBody: (name: string) => `Ya están tu parte y la de ${name}. Aquí va, una cosa cada vez.`,
  keys: "Con las flechas y Entrar se avanza. Escape lo muestra todo.",
  open: "Abrir",
  all: "Mostrar todo",
  next: "Siguiente",
  last: "Verlo todo en una página",
  again: "Verlo otra vez, una cosa cada vez",
  progress: (at: number, of: number) => `Paso ${at} de ${of}`,
  fromThem: (name: string) => `De ${name} para ti`,
  fromYou: (name: string) => `De ti para ${name}`,
};
