import type * as en from "../en/pocket";
import type { Words } from "../shape";

const characters = (count: number) => (count === 1 ? "1 carácter" : `${count.toLocaleString("es")} caracteres`);

/** The pocket: private notes during the week. */
export const pocket: Words<typeof en.pocket> = {
  title: "Tu bolsillo",
  back: "Esta semana",
  lead: "Algo para el próximo repaso, o solo para ti. Nadie más lo ve, a menos que lo pongas en una respuesta.",
  field: "Una nota para ti",
  placeholder: "Algo amable, algo que te molesta, algo de lo que hablar",
  keep: "Guardar",
  kept: "Guardada. Solo tú puedes leerla.",
  keptHere: "Guardada en este dispositivo. Se enviará cuando vuelva la conexión.",
  keptInMemory: "Todavía sin enviar. Deja abierta esta página hasta que vuelva la conexión.",
  full: "Tu bolsillo está lleno: caben 100 notas. Borra una y luego guarda esta.",
  tooLong: (count: number) => `${count === 1 ? "Sobra" : "Sobran"} ${characters(count)}`,
  remaining: (count: number) => `${count === 1 ? "Queda" : "Quedan"} ${characters(count)}`,
  earlier: "Notas anteriores",
  none: "Todavía no hay notas.",
  foot: "Al responder un repaso, puedes tomar palabras de aquí. La nota sigue en tu bolsillo hasta que la borres. Dejar un espacio no cambia tu bolsillo.",
  unsent: "Todavía sin enviar",
  refusedFull: "Solo en este dispositivo: tu bolsillo está lleno. Borra otra nota y esta se envía.",
  refused: "Solo en este dispositivo: no se pudo guardar en el servidor.",
  edit: "Editar",
  editNote: (text: string) => `Editar la nota: ${text}`,
  remove: "Borrar",
  removeNote: (text: string) => `Borrar la nota: ${text}`,
  removeSure: "Sí, borrarla",
  rather: "Cancelar",
  removed: "La nota se borró.",
};

/** While answering. */
export const fromPocket: Words<typeof en.fromPocket> = {
  open: "De tu bolsillo",
  title: "De tu bolsillo",
  lead: "Toca una nota para copiar sus palabras en tu respuesta. Ahí puedes cambiarlas.",
  take: (text: string) => `Usar: ${text}`,
};
