import type * as en from "../en/wayIn";
import type { Words } from "../shape";

/** Getting in where no e-mail is sent: links, passkeys and recovery codes. */
export const wayIn: Words<typeof en.wayIn> = {
  setUpTitle: "Empieza aquí",
  setUpLead: "Creas la primera cuenta de este servidor. Tu pareja entra con tu invitación.",
  name: "¿Cómo te llamamos?",
  nameHint: "Tu pareja ve este nombre.",
  nameMissing: "Escribe un nombre.",
  begin: "Continuar",

  passkeyTitle: "Añade tu llave de acceso",
  passkeyLead:
    "Entras con la cara, la huella o la clave de este dispositivo. Aquí no se envían correos, así que tu llave de acceso es la manera de volver.",
  passkeyUnsupported:
    "Este navegador no puede guardar una llave de acceso. Abre el mismo enlace en otro navegador, por ejemplo Safari o Chrome.",
  passkeyLater: "Ahora no",

  deviceTitle: "Añade este dispositivo",
  deviceLead: (name: string) => `¿Entrar aquí como ${name}? Se avisará a tus otros dispositivos.`,
  deviceYes: "Entrar aquí",
  devicePasskey:
    "Ya tienes la sesión abierta. Con una llave de acceso en este dispositivo, puedes volver a entrar aquí cuando quieras.",

  notYetTitle: "Todavía no",
  notYet: (when: string) =>
    `Este enlace funciona a partir del ${when}. Hasta entonces, la persona a la que pertenece puede cancelarlo.`,
  notUsableTitle: "Este enlace no se puede usar",
  notUsable: "Ya se usó, se canceló o es demasiado antiguo. Pide otro.",
  noLinkTitle: "Usa tu enlace",
  noLink: "Abre el enlace que te dieron o escanea su código QR.",
  signedInTitle: "Ya entraste",
  signedIn: (name: string) => `Tu sesión es la de ${name}.`,
  toSignIn: "Ir a la entrada",

  newDevice: "¿Es un dispositivo nuevo?",
  newDeviceHow:
    "En un dispositivo con tu sesión abierta, abre Ajustes, luego «Acceso y dispositivos», y elige «Añadir un dispositivo». Después escanea el código con este.",
  recoveryLink: "Usar un código de recuperación",
  recoverLead:
    "Si perdiste tu llave de acceso, uno de tus códigos de recuperación te deja entrar. Cada uno sirve una vez.",
  recoverWrong: "Ese código no sirve. Prueba otro código de recuperación.",
  passkeyFailed: "La llave de acceso no se aceptó. Puedes usar un código de recuperación.",
  passkeyCancelled: "No se confirmó nada. Puedes intentarlo otra vez o usar un código de recuperación.",
  noAccount: "¿Es tu primera vez? Abre la invitación que te envió tu pareja.",
};

/** The same on the pages of someone who is signed in. */
export const withoutMail: Words<typeof en.withoutMail> = {
  add: "Añadir un dispositivo",
  addLead:
    "Escanea un código con tu dispositivo nuevo y ya tienes ahí tu sesión. Antes confirmas con tu llave de acceso.",
  addNeeds: "Añade antes una llave de acceso. Después puedes añadir más dispositivos.",
  qr: "Código QR con el enlace para tu dispositivo nuevo, para escanear con su cámara",
  copy: "Copiar el enlace",
  copied: "Se copió el enlace.",
  copyFailed: "Aquí no se pudo copiar. Escanea el código.",
  until: (when: string) => `Sirve una vez, hasta el ${when}. No se lo muestres a nadie más.`,

  passkeysNone: "Entra con la cara, la huella o la clave de este dispositivo.",
  passkeysSome: "Entras con una llave de acceso. Si la pierdes, un código de recuperación te deja entrar.",
  lastOne: "Es tu única llave de acceso, así que se queda. Para cambiarla, añade antes otra.",

  needsPasskey: "Todavía no tienes llave de acceso. Sin ella no puedes volver si aquí se cierra tu sesión.",
  addPasskey: "Añadir una llave de acceso",
  linkMade: (when: string) =>
    `Quien administra este servidor creó un enlace para entrar en tu cuenta. Funciona a partir del ${when}. Si no lo pediste, cancélalo.`,
  cancelLink: "Cancelar el enlace",
  linkCancelled: "El enlace ya no funciona.",
};
