import type * as en from "../en/account";
import type { Words } from "../shape";

/** How people sign in, and where they are signed in. */
export const account: Words<typeof en.account> = {
  title: "Acceso y dispositivos",

  devices: "Dispositivos con sesión abierta",
  devicesLead: "¿No reconoces alguno? Cierra su sesión. También dejan de llegarle recordatorios.",
  unknownDevice: "Un navegador",
  here: "Este dispositivo",
  seen: (when: string) => `Último uso: hacia el ${when}`,
  since: (when: string) => `Sesión abierta el ${when}`,
  signOutThere: "Cerrar sesión",
  signOutOf: (name: string) => `Cerrar la sesión de ${name}`,
  signedOutThere: "La sesión de ese dispositivo se cerró.",
  others: "Cerrar todas las demás",
  othersDone: "Se cerraron todas las demás sesiones.",
  everywhere: "Cerrar sesión en todas partes",
  everywhereStays:
    "Al cerrar sesión en todas partes, se cierran todas a la vez. Otro dispositivo borra lo que guarda de ti en cuanto vuelve a hablar con este servidor. Hasta entonces puede seguir mostrándolo, una semana como mucho. Lo que no llegó al servidor se queda un mes en el dispositivo donde lo escribiste, y solo tú puedes leerlo.",
  everywhereDone: "Tu sesión está cerrada en todos los dispositivos, también en este.",

  passkeys: "Llaves de acceso",
  passkeysNone: "Entra con la cara, la huella o la clave de este dispositivo en lugar de un código por correo.",
  passkeysSome:
    "Después del código por correo se te pide una llave de acceso. También puedes entrar solo con la llave.",
  passkeysUnsupported: "Este navegador no admite llaves de acceso.",
  added: (when: string) => `Añadida el ${when}`,
  remove: "Quitar",
  removeNamed: (name: string) => `Quitar la llave de acceso ${name}`,
  removed: "Se quitó la llave de acceso.",
  lastOne: "Es tu única llave de acceso. Para quitarla, permite antes los códigos por correo.",
  notConfirmed: "No se confirmó, así que no cambió nada.",

  codes: "Códigos de recuperación",
  codesLeft: (left: number) =>
    left === 0
      ? "Ya los usaste todos. Crea otros nuevos."
      : `${left === 1 ? "Queda 1 código" : `Quedan ${left} códigos`}. Si pierdes tu llave de acceso, cada código sirve una vez.`,
  makeCodes: "Crear códigos nuevos",
  codesTitle: "Tus nuevos códigos de recuperación",

  only: "Entrar solo con llave de acceso",
  onlyLead: "Los códigos por correo dejan de funcionar. Así, quien pueda leer tu correo no puede entrar.",
  onlyNeeds: "Antes necesitas una llave de acceso.",
  onlyFacts: [
    "Entras con tu llave de acceso. Si la pierdes, entras con tu dirección de correo y un código de recuperación.",
    "Si pierdes las dos cosas, solo quien administra este servidor puede volver a darte acceso.",
    "Las sesiones abiertas siguen abiertas. Revisa la lista de arriba.",
  ],
  onlyKept: "Ya guardé mis códigos",
  onlyOn: "Usar solo mi llave de acceso",
  onlyIsOn: "Está activado. Los códigos por correo no funcionan.",
  onlyOff: "Permitir códigos por correo",
  onlySwitchedOn: "A partir de ahora, solo puedes entrar con una llave de acceso.",
  onlySwitchedOff: "Ya puedes volver a entrar con un código por correo.",

  address: "Dirección de correo",
  addressNow: (email: string) => `Los códigos y los recordatorios llegan a ${email}.`,
  addressNone: "Aquí no tienes dirección de correo, así que no se te envía ninguno.",
  addressChange: "Cambiar la dirección",
  addressAdd: "Añadir una dirección",
  addressNew: "Nueva dirección de correo",
  addressHint: "Enviamos un código a la nueva y avisamos también a la anterior.",
  addressFirstHint: "Enviamos un código a esa dirección.",
  addressSend: "Enviarme un código",
  addressCode: (email: string) => `Código del correo enviado a ${email}`,
  addressConfirm: "Cambiar la dirección",
  addressChanged: "Tu dirección ha cambiado.",
};
