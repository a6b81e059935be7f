package dev.patchbay.wire;

import org.jspecify.annotations.Nullable;

/**
 * A place in a request. Its path is put together only when somebody asks for it.
 *
 * @param parent null at the top
 * @param key the last key or position
 * @param inList whether the key is a position in a list
 * @param value the value at the place
 */
record Place(@Nullable Place parent, String key, boolean inList, @Nullable Object value) {

  /** The whole request. */
  static Place top(@Nullable Object value) {
    return new Place(null, "", false, value);
  }

  Place entry(String name, @Nullable Object nested) {
    return new Place(this, name, false, nested);
  }

  Place item(int position, @Nullable Object nested) {
    return new Place(this, Integer.toString(position), true, nested);
  }

  /** The member and the keys under it, as a message names them. */
  String path() {
    if (parent == null) {
      return "";
    }
    String above = parent.path();
    if (inList) {
      return above + "[" + key + "]";
    }
    String shown = ErrorText.shownKey(key);
    return above.isEmpty() ? shown : above + "." + shown;
  }

  /** The path without the last key. */
  String parentPath() {
    return parent == null ? "" : parent.path();
  }
}
