package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one record says about a JSON object, learnt once from its components: {@link JsonProperty}
 * gives the name on the wire, {@link JsonAlias} another one that is read too, {@link JsonInclude}
 * (always) that an absent value is written as null, {@link Described} what the vendor says besides.
 * The component {@code unknownFields} takes what no other one does. A record whose only component
 * has {@link JsonValue} stands for that component.
 *
 * <p>Immutable.
 */
final class Layout extends WireType<Object> {
  private static final ClassValue<Layout> LAYOUTS =
      new ClassValue<>() {
        @Override
        protected Layout computeValue(Class<?> type) {
          return new Layout(type);
        }
      };

  private static final Map<Class<?>, WireType<?>> SIMPLE =
      Map.ofEntries(
          Map.entry(String.class, TEXT),
          Map.entry(Boolean.class, TRUTH),
          Map.entry(Long.class, WHOLE),
          Map.entry(Integer.class, SMALL),
          Map.entry(BigDecimal.class, DECIMAL),
          Map.entry(Object.class, ANY),
          Map.entry(IdentityId.class, IdentityId.WIRE),
          Map.entry(PersonName.class, PersonName.WIRE),
          Map.entry(PersonType.class, PersonType.WIRE),
          Map.entry(DeviceType.class, DeviceType.WIRE),
          Map.entry(WantedAction.class, WantedAction.WIRE),
          Map.entry(EventTime.class, EventTime.WIRE),
          Map.entry(Score.class, Score.WIRE),
          Map.entry(Code.class, Code.WIRE),
          Map.entry(SentNumber.class, SentNumber.WIRE),
          Map.entry(SentFlag.class, SentFlag.WIRE),
          Map.entry(EncodedImage.class, EncodedImage.WIRE),
          Map.entry(EncodedImages.class, EncodedImages.WIRE),
          Map.entry(MediaDevices.class, MediaDevices.WIRE),
          Map.entry(FaceBox.class, FaceBox.WIRE),
          Map.entry(FacePoints.class, FacePoints.WIRE),
          Map.entry(Embedding.class, Embedding.WIRE));

  private final MethodHandle constructor;
  private final Field[] fields;
  private final Map<String, Field> byName = new HashMap<>();
  private final boolean standsForItsComponent;
  private final boolean hasPoints;
  private final Field[] required;
  private @Nullable Object empty;
  private int unknownIndex = -1;
  private @Nullable MethodHandle unknownFields;

  private Layout(Class<?> type) {
    super("object");
    RecordComponent[] components = type.getRecordComponents();
    this.hasPoints = FaceAttributes.class.isAssignableFrom(type);
    this.standsForItsComponent =
        components.length == 1 && components[0].getAccessor().isAnnotationPresent(JsonValue.class);
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      Class<?>[] types = new Class<?>[components.length];
      List<Field> found = new ArrayList<>();
      for (int i = 0; i < components.length; i++) {
        types[i] = components[i].getType();
        MethodHandle accessor =
            lookup
                .unreflect(components[i].getAccessor())
                .asType(MethodType.methodType(Object.class, Object.class));
        if (components[i].getName().equals("unknownFields")) {
          unknownIndex = i;
          unknownFields = accessor;
        } else {
          Field field = new Field(components[i], i, accessor);
          found.add(field);
          add(field);
        }
      }
      this.fields = found.toArray(Field[]::new);
      this.required = found.stream().filter(field -> field.required).toArray(Field[]::new);
      this.constructor =
          lookup
              .findConstructor(type, MethodType.methodType(void.class, types))
              .asSpreader(Object[].class, types.length)
              .asType(MethodType.methodType(Object.class, Object[].class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.getName() + " is no record of this package", e);
    }
  }

  /** The layout that a record of this package declares. */
  static Layout of(Class<?> record) {
    return LAYOUTS.get(record);
  }

  /** Whether some layout has a field of this name: only such names are printed. */
  static boolean isDeclared(String name) {
    return Declared.NAMES.contains(name);
  }

  /** How the field of this name is read; null if there is none. */
  @Nullable WireType<?> wireOf(String name) {
    if (standsForItsComponent) {
      return fields[0].wire instanceof Layout inner ? inner.wireOf(name) : null;
    }
    Field field = byName.get(name);
    return field == null ? null : field.wire;
  }

  /** The names of the fields that are objects or arrays. */
  Set<String> namesOfStructures() {
    if (standsForItsComponent) {
      return fields[0].wire instanceof Layout inner ? inner.namesOfStructures() : Set.of();
    }
    Set<String> names = new HashSet<>(byName.keySet());
    names.removeIf(name -> !requireNonNull(wireOf(name), name).isStructure());
    return names;
  }

  @Override
  boolean fits(@Nullable Object value) {
    if (standsForItsComponent) {
      return fields[0].wire.fits(value);
    }
    if (!(value instanceof ReceivedObject received)) {
      return false;
    }
    int there = 0;
    for (int i = 0; i < received.size(); i++) {
      Field field = byName.get(received.name(i));
      Object each = received.value(i);
      if (field != null && each != null) {
        if (!field.wire.fits(each)) {
          return false;
        }
        there += field.required ? 1 : 0;
      }
    }
    return there >= required.length;
  }

  @Override
  Object read(Object value, Decoding in) {
    if (standsForItsComponent) {
      return make(new Object[] {fields[0].wire.read(value, in)});
    }
    if (!(value instanceof ReceivedObject received)) {
      throw in.expected(expected(), value);
    }
    if (received.size() == 0 && required.length == 0) {
      return empty();
    }
    @Nullable Object[] arguments = new Object[fields.length + (unknownIndex < 0 ? 0 : 1)];
    Map<String, @Nullable Object> unknown = null;
    int next = 0;
    for (int i = 0; i < received.size(); i++) {
      String name = received.name(i);
      Object each = received.value(i);
      // most senders keep the documented order
      Field field = next < fields.length ? fields[next] : null;
      if (field == null || !field.name.equals(name)) {
        field = byName.get(name);
      }
      next = field == null ? next : field.index + 1;
      if (field == null) {
        if (unknown == null) {
          unknown = new LinkedHashMap<>();
        }
        unknown.put(name, ReceivedObject.plain(each));
      } else if (each != null) {
        in.enter(name, field.describedAs);
        if (field.hasAliases && !name.equals(field.name)) {
          in.deviates(field.namesRow, "the name " + field.name, each);
        }
        if (arguments[field.index] != null) {
          throw in.expected("one of the names of this field", each);
        }
        arguments[field.index] = field.wire.read(each, in);
        in.leave();
      }
    }
    for (Field field : required) {
      if (arguments[field.index] == null) {
        throw in.expectedAt(field.name, field.wire.expected(), null, received.has(field.name));
      }
    }
    if (unknownIndex >= 0) {
      arguments[unknownIndex] = UnknownFields.received(unknown);
    }
    Object made = make(arguments);
    if (hasPoints) {
      reportOrder((FaceAttributes) made, in);
    }
    return made;
  }

  /** The record of an object without fields, which boxes send a lot: one for all. */
  private Object empty() {
    Object made = empty;
    if (made == null) {
      @Nullable Object[] arguments = new Object[fields.length + (unknownIndex < 0 ? 0 : 1)];
      made = make(arguments);
      empty = made;
    }
    return made;
  }

  private static void reportOrder(FaceAttributes attributes, Decoding in) {
    FacePoints points = attributes.points();
    FacePoints.Order documented =
        attributes instanceof FaceAttributes.V6R1
            ? FacePoints.Order.INTERLEAVED
            : FacePoints.Order.PLANAR;
    if (points != null && points.isPresent() && points.order() != documented) {
      in.enter("point");
      in.deviates("2.9", "points in the order of this generation", points.numbers());
      in.leave();
    }
  }

  @Override
  void write(Object value, JsonGenerator out) throws IOException {
    if (standsForItsComponent) {
      Field only = fields[0];
      only.wire.write(requireNonNull(only.of(value)), out);
      return;
    }
    out.writeStartObject();
    for (Field field : fields) {
      Object each = field.of(value);
      if (each != null) {
        out.writeFieldName(field.written);
        if (field.isPicture && BodyWriter.leavesOut(field.component, out)) {
          out.writeString("");
        } else {
          field.wire.write(each, out);
        }
      } else if (field.writtenAsNull) {
        out.writeFieldName(field.written);
        out.writeNull();
      }
    }
    for (Map.Entry<String, @Nullable Object> each : unknownOf(value).entrySet()) {
      out.writeFieldName(each.getKey());
      writePlain(each.getValue(), out);
    }
    out.writeEndObject();
  }

  /** A record as its {@code toString} shows it: no text, no number, no picture of the message. */
  static String show(Record record) {
    Layout layout = of(record.getClass());
    Class<?> kind = record.getClass().getDeclaringClass();
    StringBuilder shown = new StringBuilder();
    if (kind != null) {
      shown.append(kind.getSimpleName()).append('.');
    }
    shown.append(record.getClass().getSimpleName()).append('[');
    String separator = "";
    for (Field field : layout.fields) {
      Object value = field.of(record);
      if (value != null) {
        shown.append(separator).append(field.component).append('=').append(shown(value));
        separator = ", ";
      }
    }
    Map<String, @Nullable Object> unknown = layout.unknownOf(record);
    if (!unknown.isEmpty()) {
      shown.append(separator).append("unknownFields=").append(unknown);
    }
    return shown.append(']').toString();
  }

  private static String shown(Object value) {
    if (value instanceof String text) {
      return text.length() + " chars";
    }
    if (value instanceof Number) {
      return "number";
    }
    if (value instanceof Map<?, ?> map) {
      return map.size() + (map.size() == 1 ? " field" : " fields");
    }
    if (value instanceof List<?> list) {
      return list.size() + (list.size() == 1 ? " element" : " elements");
    }
    return value.toString(); // the value types and the other records show no more than they may
  }

  @SuppressWarnings("unchecked") // the component has this type in every record
  private Map<String, @Nullable Object> unknownOf(Object record) {
    if (unknownFields == null) {
      return UnknownFields.copyOf(null);
    }
    return (Map<String, @Nullable Object>) requireNonNull(call(unknownFields, record));
  }

  private Object make(@Nullable Object[] arguments) {
    try {
      return (Object) constructor.invokeExact(arguments);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("constructors of records throw no checked exception", e);
    }
  }

  private static @Nullable Object call(MethodHandle accessor, Object record) {
    try {
      return (Object) accessor.invokeExact(record);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("accessors of records throw no checked exception", e);
    }
  }

  private void add(Field field) {
    byName.put(field.name, field);
    for (String alias : field.aliases) {
      byName.put(alias, field);
    }
  }

  @SuppressWarnings("unchecked") // all values of a component are written as its type is
  private static WireType<Object> wireOf(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      if (generic.getRawType() == List.class) {
        return (WireType<Object>) (WireType<?>) listOf(wireOf(arguments[0]));
      }
      return arguments[1] == Object.class
          ? (WireType<Object>) (WireType<?>) FREE_FORM
          : (WireType<Object>) (WireType<?>) mapOf(wireOf(arguments[1]));
    }
    WireType<?> simple = SIMPLE.get((Class<?>) type);
    return (WireType<Object>) (simple != null ? simple : of((Class<?>) type));
  }

  /** The names of all fields of all layouts, found when the first one is asked for. */
  private static final class Declared {
    private static final Set<String> NAMES = new HashSet<>();

    static {
      Set<Type> seen = new HashSet<>();
      Arrays.stream(EventKind.values())
          .filter(kind -> kind != EventKind.UNKNOWN)
          .flatMap(kind -> Arrays.stream(kind.type().getPermittedSubclasses()))
          .forEach(layout -> addNames(layout, seen));
      addNames(MediaDevice.V2R6.class, seen); // within MediaDevices
    }

    private static void addNames(Type type, Set<Type> seen) {
      if (type instanceof ParameterizedType generic) {
        Arrays.stream(generic.getActualTypeArguments()).forEach(each -> addNames(each, seen));
      } else if (type instanceof Class<?> record
          && record.isRecord()
          && !SIMPLE.containsKey(record)
          && seen.add(record)) {
        NAMES.addAll(of(record).byName.keySet());
        for (RecordComponent component : record.getRecordComponents()) {
          addNames(component.getGenericType(), seen);
        }
      }
    }
  }

  /** One component of the record but {@code unknownFields}. */
  static final class Field {
    private final String component;
    private final int index;
    private final MethodHandle accessor;
    private final WireType<Object> wire;
    private final String name;
    private final SerializableString written;
    private final String[] aliases;
    private final boolean required;
    private final boolean isPicture;
    private final boolean hasAliases;
    private final boolean writtenAsNull;
    private final Described.As describedAs;
    private final String namesRow;

    private Field(RecordComponent component, int index, MethodHandle accessor) {
      this.component = component.getName();
      this.index = index;
      this.accessor = accessor;
      this.wire = wireOf(component.getGenericType());
      this.isPicture =
          component.getType() == EncodedImage.class || component.getType() == EncodedImages.class;
      JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
      // an annotation's text is a copy; the parser's names are interned, and so found the same
      this.name = (property == null ? component.getName() : property.value()).intern();
      this.written = new SerializedString(name);
      this.required = property != null && property.required();
      JsonAlias alias = component.getAccessor().getAnnotation(JsonAlias.class);
      this.aliases = alias == null ? new String[0] : alias.value();
      this.hasAliases = aliases.length > 0;
      JsonInclude include = component.getAccessor().getAnnotation(JsonInclude.class);
      this.writtenAsNull = include != null && include.value() == JsonInclude.Include.ALWAYS;
      Described described = component.getAccessor().getAnnotation(Described.class);
      this.describedAs = described == null ? Described.As.ITS_TYPE : described.as();
      this.namesRow = described == null ? Described.SPELLINGS_ROW : described.namesRow();
    }

    private @Nullable Object of(Object record) {
      return call(accessor, record);
    }
  }
}
