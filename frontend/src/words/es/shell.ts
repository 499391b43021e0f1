import type * as en from "../en/shell";
import type { Words } from "../shape";

/** The frame around every screen. */
export const shell: Words<typeof en.shell> = {
  navigation: "Principal",
  tabs: { week: "Semana", starters: "Frases", history: "Historial", settings: "Ajustes" },
  offline: "No hay conexión. Lo que escribes se guarda en este dispositivo.",
  offlineKeepOpen: "No hay conexión. Deja abierta esta página: este navegador no guarda nada entre visitas.",
  updateReady: "Hay una versión nueva.",
  updateNow: "Actualizar ahora",
  toastClose: "Cerrar",
  somethingWrong: "Algo falló en esta página",
  somethingWrongBody: "No se perdió nada de lo que escribiste. Suele bastar con volver a cargar la página.",
  reload: "Volver a cargar",
  screenMissing: "Esta página no se pudo cargar",
  screenMissingBody:
    "Quizá haya una versión nueva de la app, o ahora no haya conexión. Suele bastar con volver a cargar la página. Lo que escribiste sigue igual.",
  partMissing: "Una parte de la app no se pudo cargar.",
  goHome: "Ir a esta semana",
  safety: "Ayuda y seguridad",
  cannotReach: "Ahora no se puede conectar con el servidor. Inténtalo otra vez en un momento.",
  unexpected: "No funcionó. Inténtalo otra vez en un momento.",
  slowDown: "Demasiados intentos. Espera un poco y prueba otra vez.",
};
