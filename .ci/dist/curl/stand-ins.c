// What libcurl's archive of Debian 12 (7.88) refers to and a gate never uses, as definitions that
// refuse. Each keeps a member of the archive out, and with it the libraries that this member needs:
// LDAP, Kerberos, SSH, RTMP, IDN and public suffixes. What is left speaks HTTP and HTTPS.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stddef.h>
#include <stdio.h>

// A scheme that no URL has. libcurl compares the first member, a scheme, before it reads any other.
struct Handler {
  const char *scheme;
  char rest[248];
};
#define ABSENT(protocol) const struct Handler Curl_handler_##protocol = {""};
ABSENT(dict)
ABSENT(file)
ABSENT(ftp)
ABSENT(ftps)
ABSENT(gopher)
ABSENT(gophers)
ABSENT(imap)
ABSENT(imaps)
ABSENT(ldap)
ABSENT(ldaps)
ABSENT(mqtt)
ABSENT(pop3)
ABSENT(pop3s)
ABSENT(rtmp)
ABSENT(rtmpe)
ABSENT(rtmps)
ABSENT(rtmpt)
ABSENT(rtmpte)
ABSENT(rtmpts)
ABSENT(rtsp)
ABSENT(scp)
ABSENT(sftp)
ABSENT(smb)
ABSENT(smbs)
ABSENT(smtp)
ABSENT(smtps)
ABSENT(telnet)
ABSENT(tftp)

enum { notBuiltIn = 4 };  // CURLE_NOT_BUILT_IN

int Curl_ssh_init(void) { return 0; }
void Curl_ssh_cleanup(void) {}
void Curl_ssh_version(char *text, size_t size) { snprintf(text, size, "none"); }

// Mail and streams: called for their own handlers alone.
int Curl_smtp_escape_eob(void *data, ptrdiff_t count, ptrdiff_t offset) { return notBuiltIn; }
int Curl_pop3_write(void *data, char *text, size_t size) { return notBuiltIn; }
int Curl_rtsp_parseheader(void *data, char *header) { return notBuiltIn; }

// Kerberos: never asked for, as no transfer allows its way of signing in.
int Curl_auth_is_spnego_supported(void) { return 0; }
void Curl_auth_cleanup_spnego(void *state) {}
int Curl_input_negotiate(void *data, void *connection, int isProxy, const char *header) {
  return notBuiltIn;
}
int Curl_output_negotiate(void *data, void *connection, int isProxy) { return notBuiltIn; }
void Curl_http_auth_cleanup_negotiate(void *connection) {}
int Curl_SOCKS5_gssapi_negotiate(void *filter, void *data) { return notBuiltIn; }

// Names beyond ASCII: libcurl goes on with the name as it stands, which no resolver knows.
const char *idn2_check_version(const char *needed) { return NULL; }
int idn2_lookup_ul(const char *name, char **ascii, int flags) { return -1; }
void idn2_free(void *name) {}

// Public suffixes: for cookies, of which there are none.
const void *Curl_psl_use(void *data) { return NULL; }
void Curl_psl_release(void *data) {}
void Curl_psl_destroy(void *cache) {}
int psl_is_cookie_domain_acceptable(const void *list, const char *host, const char *domain) {
  return 0;
}

// Members that were not compiled for a shared library can reach only a variable that lies in it.
FILE *stderr;
__attribute__((constructor)) static void borrowStandardError(void) {
  FILE **real = dlsym(RTLD_NEXT, "stderr");
  if (real != NULL) stderr = *real;
}
