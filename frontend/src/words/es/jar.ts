import type * as en from "../en/jar";
import type { Words } from "../shape";

/** The jar of kind words. */
export const jar: Words<typeof en.jar> = {
  title: "El frasco",
  back: "Esta semana",
  lead: (name: string) => `Palabras amables de ${name}`,
  search: "Buscar",
  closeSearch: "Cerrar la búsqueda",
  searchPlaceholder: "Una palabra que recuerdes",
  searching: "Buscando en todas",
  nothing: "No hay nada. Prueba otra palabra.",
  found: (count: number) => (count === 1 ? "1 resultado" : `${count} resultados`),
  earlier: "Anteriores",
  empty: "Todavía no hay nada aquí",
  emptyLead: (name: string) =>
    `Cuando ${name} te dé las gracias en un repaso y lo comparta, lo encuentras aquí después de verlo en pareja.`,
  alone: "El frasco es cosa de dos",
  aloneLead: "Cuando tu pareja se una, aquí se guardan las palabras amables que comparta contigo.",
  fromPartner: "tu pareja",
  foot: (name: string) =>
    `Solo lo que ${name} compartió contigo en sus repasos. El frasco se vacía cuando alguien deja este espacio o borra su cuenta. Para quedarte una copia, usa Mis datos en Ajustes.`,
};
