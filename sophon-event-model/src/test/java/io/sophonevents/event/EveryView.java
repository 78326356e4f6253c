package io.sophonevents.event;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks a value all that can be asked without an argument, and then the answers. */
final class EveryView {
  private static final int ELEMENTS = 8;

  private static final ClassValue<List<Method>> QUESTIONS =
      new ClassValue<>() {
        @Override
        protected List<Method> computeValue(Class<?> type) {
          return Arrays.stream(type.getMethods())
              .filter(method -> method.getParameterCount() == 0)
              .filter(method -> !Modifier.isStatic(method.getModifiers()))
              .filter(method -> isOurs(method.getDeclaringClass()) || isNamedLikeOurs(method))
              .toList();
        }
      };

  private EveryView() {}

  /** Fails with what a question throws. */
  static void of(Object value) throws Throwable {
    ask(value, new HashSet<>());
  }

  private static void ask(@Nullable Object value, Set<Class<?>> asked) throws Throwable {
    if (value == null) {
      return;
    }
    if (value instanceof Optional<?> optional) {
      ask(optional.orElse(null), asked);
    } else if (value instanceof List<?> list) {
      for (Object element : list.subList(0, Math.min(ELEMENTS, list.size()))) {
        ask(element, asked);
      }
    } else if (value instanceof Map<?, ?> map) {
      ask(map.toString(), asked);
      ask(List.copyOf(map.keySet()), asked);
    } else if (isOurs(value.getClass()) && asked.add(value.getClass())) {
      for (Method question : QUESTIONS.get(value.getClass())) {
        try {
          ask(question.invoke(value), asked);
        } catch (InvocationTargetException e) {
          if (!isRefusal(question, e.getCause())) {
            throw e.getCause();
          }
        }
      }
      asked.remove(value.getClass()); // one that answers with its like is asked once
    }
  }

  /** A vector without a length has no direction: the one question that is refused, and says so. */
  private static boolean isRefusal(Method question, @Nullable Throwable thrown) {
    return question.getName().equals("normalised")
        && thrown instanceof IllegalArgumentException
        && String.valueOf(thrown.getMessage())
            .startsWith("embedding: expected a vector with a length");
  }

  private static boolean isOurs(Class<?> type) {
    return type.getPackage() == EveryView.class.getPackage() && !type.isEnum();
  }

  private static boolean isNamedLikeOurs(Method method) {
    return method.getName().equals("toString") || method.getName().equals("hashCode");
  }
}
