/**
 * Reads and writes OpenAPI 3.0 documents of HTTP APIs with the extensions of API Gateway. {@link
 * dev.patchbay.openapi.ApiReader} makes a definition of a document, and {@link
 * dev.patchbay.openapi.ApiWriter} makes a document of resources. No reference is ever fetched.
 */
@NullMarked
package dev.patchbay.openapi;

import org.jspecify.annotations.NullMarked;
