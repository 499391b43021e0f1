import type * as en from "../en/signIn";
import type { Words } from "../shape";

/** Signing in, and the first time. */
export const signIn: Words<typeof en.signIn> = {
  lead: "Un pequeño repaso semanal para dos. Responder por separado, verlo en pareja y hablar.",
  email: "Tu dirección de correo",
  emailHint: "Te enviaremos un código.",
  sendCode: "Enviarme un código",
  withPasskey: "Usar una llave de acceso",
  or: "o",
  emailMissing: "Escribe tu dirección de correo, por ejemplo robin@example.org.",
  codeTitle: "Mira tu correo",
  codeLead: (email: string) => `Enviamos un código a ${email}.`,
  code: "Código del correo",
  codeHint: "Mira también en el correo no deseado.",
  confirm: "Entrar",
  codeMissing: "Escribe el código del correo.",
  codeWrong: "No es el código del último correo. Revísalo y prueba otra vez.",
  codeExpired: "Este código ya no se puede usar. Pide otro.",
  newCode: "Enviar otro código",
  newCodeSent: "Otro código está en camino.",
  otherEmail: "Usar otra dirección",
  passkeyStepTitle: "Un paso más",
  passkeyStepLead: "Tu cuenta tiene una llave de acceso. Úsala para confirmar que eres tú.",
  passkeyStepFailed: "La llave de acceso no se aceptó. Puedes usar uno de tus códigos de recuperación.",
  passkeyStepCancelled: "No se confirmó nada. Puedes intentarlo otra vez o usar uno de tus códigos de recuperación.",
  withRecovery: "Usar un código de recuperación",
  recovery: "Código de recuperación",
  recoveryHint: "Uno de los diez códigos que guardaste al añadir tu llave de acceso. Cada uno sirve una vez.",
  recoveryWrong: "Ese código no sirve. Prueba otro código de recuperación.",
  recoverLink: "Perdí mi llave de acceso",
  recoverTitle: "Usar un código de recuperación",
  recoverLead: "Esto es para ti si entras solo con llave de acceso. Si no, pide antes un código por correo.",
  recoverWrong: "Ese código no corresponde a esta dirección. Revisa las dos cosas.",
  recoverBack: "Volver",
  passkeyFailed: "La llave de acceso no se aceptó. Puedes entrar con un código por correo.",
  passkeyCancelled: "No se confirmó nada. Puedes intentarlo otra vez o usar un código por correo.",
  unconfirmed:
    "Este dispositivo lleva una semana sin hablar con el servidor, así que oculta lo que se escribió aquí. No se perdió nada. Conéctate a internet para volver a verlo.",
  inviteWaits: "Tu invitación está guardada. Primero entra y luego podrás unirte.",
  aboutLink: "App y privacidad",
};

export const welcome: Words<typeof en.welcome> = {
  title: "Qué gusto conocerte",
  name: "¿Cómo te llamamos?",
  nameHint: "Tu pareja ve este nombre.",
  nameMissing: "Escribe un nombre.",
  zone: "Tu zona horaria",
  zoneHint: "Para que los recordatorios lleguen a una hora que te venga bien.",
  go: "Continuar",
  passkeyAdd: "Añadir una llave de acceso",
  passkeyAdded: "Se añadió la llave de acceso.",
  passkeyNot: "La llave de acceso no se añadió. Puedes hacerlo más tarde en Ajustes.",
  signInAgain:
    "Para añadir una llave de acceso, antes cierra sesión y vuelve a entrar con un código por correo. Así se confirma que eres tú.",
};

export const recovery: Words<typeof en.recovery> = {
  title: "Guarda estos códigos de recuperación",
  lead: "Si algún día pierdes tu llave de acceso, puedes usar uno de estos códigos. Cada uno sirve una vez. Solo se muestran ahora.",
  where:
    "Apúntalos o guárdalos en un gestor de contraseñas. Si pierdes tu llave de acceso y estos códigos, solo quien administra este servidor puede volver a darte acceso.",
  copy: "Copiar los códigos",
  copied: "Se copiaron los códigos.",
  download: "Descargar los códigos",
  file: "codigos-de-recuperacion.txt",
  copyFailed: "Aquí no se pudo copiar. Apúntalos.",
  kept: "Ya los guardé",
};
