import type * as en from "../en/demo";
import type { Words } from "../shape";

/** Un servidor en el que cada visita recibe su propia pareja de demostración. */
export const demo: Words<typeof en.demo> = {
  label: "Acerca de esta demo",
  line: "Esto es una demo. Da por público lo que escribas. Desaparece en menos de una hora.",
  become: (name: string) => `Ser ${name}`,
  lead: "Robin y Kim no existen. Tienes una copia de su espacio, con diez semanas de historia y sin crear una cuenta.",
  start: "Mirar como Robin",
  both: "Responde como Robin, cambia a Kim con el botón de arriba, responde otra vez y mira lo que ven ambas personas.",
};
