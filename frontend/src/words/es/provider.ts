import type * as en from "../en/provider";
import type { Words } from "../shape";

/** Signing in with an OpenID Connect provider, such as Pocket ID. `name` is what the operator calls it. */
export const provider: Words<typeof en.provider> = {
  signIn: (name: string) => `Entrar con ${name}`,
  cancelled: (name: string) => `Cancelaste en ${name}, así que no cambió nada.`,
  away: (name: string) => `Ahora no se puede conectar con ${name}. Inténtalo más tarde o entra de otra manera.`,
  failed: (name: string) => `No se pudo entrar con ${name}. Inténtalo otra vez.`,
  refused: (name: string) =>
    `Aquí no puedes entrar con ${name}. Si tienes una cuenta, entra como antes. Después puedes conectar ${name} en Ajustes.`,

  title: (name: string) => `Entrar con ${name}`,
  isOff: (name: string) => `También puedes entrar con ${name}. Se conecta una vez y ya abre tu cuenta.`,
  isOn: (name: string) => `${name} abre tu cuenta.`,
  passkeyToo: "Después se te pide la llave de acceso.",
  notWhilePasskeyOnly: (name: string) =>
    `Entras solo con llave de acceso, así que ${name} no abre tu cuenta. Para volver a usarlo, permite los códigos por correo.`,
  connect: (name: string) => `Conectar ${name}`,
  connected: (name: string) => `Desde ahora, ${name} abre tu cuenta.`,
  disconnect: (name: string) => `Desconectar ${name}`,
  disconnected: (name: string) => `${name} ya no abre tu cuenta.`,
  lastWayIn: (name: string) => `Añade antes una llave de acceso. Sin ${name}, no podrías volver.`,
  taken: (name: string) => `Tu cuenta de ${name} ya está conectada con otra cuenta de aquí.`,
  notConfirmed: "Tardaste demasiado en volver. Inténtalo otra vez.",
};
