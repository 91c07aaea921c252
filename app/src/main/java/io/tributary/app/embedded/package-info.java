/// The PostgreSQL that the application brings along, for whoever has configured none.
@NullMarked
package io.tributary.app.embedded;

import org.jspecify.annotations.NullMarked;
