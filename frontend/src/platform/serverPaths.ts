/** The paths that the server answers. For all other paths, the service worker returns the app's one page. */
export const SERVERS_OWN = /^\/(api|_allauth|_mail|health|admin|static|accounts)\b/;
