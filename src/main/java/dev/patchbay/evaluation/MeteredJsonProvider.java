package dev.patchbay.evaluation;

import com.jayway.jsonpath.InvalidJsonException;
import com.jayway.jsonpath.JsonPathException;
import com.jayway.jsonpath.spi.json.AbstractJsonProvider;
import com.jayway.jsonpath.spi.json.JsonProvider;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows the values of templates to JSON paths and charges each access to the current budget. */
final class MeteredJsonProvider extends AbstractJsonProvider {

  @Override
  public @Nullable Object parse(String json) {
    try {
      return JsonParser.parse(json);
    } catch (JsonParser.NotJsonException e) {
      throw new InvalidJsonException(e);
    }
  }

  @Override
  public Object parse(InputStream json, String charset) {
    throw new InvalidJsonException("streams are not read");
  }

  @Override
  public String toJson(@Nullable Object value) {
    return Printer.json(value);
  }

  @Override
  public Object createArray() {
    return TemplateList.json();
  }

  @Override
  public Object createMap() {
    return new TemplateMap();
  }

  @Override
  public @Nullable Object getMapValue(Object map, String key) {
    TemplateMap members = (TemplateMap) map;
    Object value = members.get(key);
    if (value instanceof String text) {
      Budget.current().copy(text.length());
    }
    return value == null && !members.containsKey(key) ? JsonProvider.UNDEFINED : value;
  }

  @Override
  public Collection<String> getPropertyKeys(Object map) {
    Budget.current().steps(1L + ((TemplateMap) map).size());
    return super.getPropertyKeys(map);
  }

  @Override
  public int length(Object value) {
    Budget.current().step();
    if (value instanceof List || value instanceof TemplateMap || value instanceof String) {
      return super.length(value);
    }
    throw new JsonPathException("length() needs an array, an object or a string");
  }
}
